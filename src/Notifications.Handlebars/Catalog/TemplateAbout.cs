namespace Notifications.Handlebars.Catalog;

/// <summary>What <c>template.json</c> says of a template.</summary>
internal sealed class TemplateAbout
{
    public string? Description { get; set; }

    public IReadOnlyList<string>? Tags { get; set; } = [];

    public IReadOnlyList<TemplateVariable>? Variables { get; set; } = [];

    public bool Enabled { get; set; } = true;

    public bool IsPartial { get; set; }

    public string? CreatedBy { get; set; }
}
