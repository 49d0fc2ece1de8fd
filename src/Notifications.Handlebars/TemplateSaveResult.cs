namespace Notifications.Handlebars;

/// <summary>What became of a template that was to be saved.</summary>
/// <param name="Document">The template as it was saved, with its version; null when it was refused.</param>
/// <param name="Problems">Why it was refused; empty when it was saved.</param>
public sealed record TemplateSaveResult(TemplateDocument? Document, IReadOnlyList<TemplateProblem> Problems)
{
    /// <summary>It was saved and is in use.</summary>
    public bool IsSaved => Document is not null;
}
