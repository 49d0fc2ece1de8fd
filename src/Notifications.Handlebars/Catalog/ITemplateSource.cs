namespace Notifications.Handlebars.Catalog;

/// <summary>Where templates come from that nobody saves through the catalog.</summary>
internal interface ITemplateSource
{
    /// <summary>Reads all that is there now.</summary>
    IReadOnlyList<TemplateDocument> Read();
}
