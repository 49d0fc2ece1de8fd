namespace Notifications.Handlebars;

/// <summary>A template could not make a message. The engine sends the default text instead.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="innerException">What was thrown inside; null when nothing was.</param>
    public TemplateException(string template, TemplateProblem problem, Exception? innerException = null)
        : base($"Template '{template}': {problem}", innerException)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Template = template;
        Problem = problem;
    }

    /// <summary>The template's name.</summary>
    public string Template { get; }

    /// <summary>What is wrong.</summary>
    public TemplateProblem Problem { get; }
}
