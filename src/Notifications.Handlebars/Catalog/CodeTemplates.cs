namespace Notifications.Handlebars.Catalog;

/// <summary>Templates that were given in code.</summary>
internal sealed class CodeTemplates(IReadOnlyList<TemplateDocument> documents) : ITemplateSource
{
    public IReadOnlyList<TemplateDocument> Read() => documents;
}
