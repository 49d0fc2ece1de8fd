namespace Notifications.Handlebars;

/// <summary>Something that is wrong with a template.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Message">What is wrong, and the fix.</param>
/// <param name="Place">Where: channel, language and text such as <c>email/fr/html</c>; empty for the document as a whole.</param>
public sealed record TemplateProblem(TemplateErrorCode Code, string Message, string Place = "")
{
    /// <inheritdoc/>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}
