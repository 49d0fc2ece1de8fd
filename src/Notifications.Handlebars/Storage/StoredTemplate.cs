using System.Text.Json;

namespace Notifications.Handlebars.Storage;

/// <summary>A version of a template as a file has it. What a file lacks, such as one of an older release, has its default here; the reader sets what is only set once to nothing.</summary>
internal sealed class StoredTemplate
{
    public string? Name { get; set; }

    public string? TenantId { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public IReadOnlyList<TemplateVariable>? Variables { get; set; }

    public IReadOnlyList<TemplateTexts>? Texts { get; set; }

    public bool Enabled { get; set; } = true;

    public bool IsPartial { get; set; }

    public int Version { get; set; }

    public string? CreatedBy { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public static StoredTemplate Of(TemplateDocument document) => new()
    {
        Name = document.Name,
        TenantId = document.TenantId,
        Description = document.Description,
        Tags = document.Tags,
        Variables = document.Variables,
        Texts = document.Texts,
        Enabled = document.Enabled,
        IsPartial = document.IsPartial,
        Version = document.Version,
        CreatedBy = document.CreatedBy,
        CreatedAt = document.CreatedAt,
    };

    /// <summary>The template.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public TemplateDocument ToDocument() => new()
    {
        Name = Name ?? throw new JsonException("it has no name"),
        TenantId = TenantId,
        Description = Description,
        Tags = Whole(Tags),
        Variables = Whole(Variables),
        Texts = Whole(Texts),
        Enabled = Enabled,
        IsPartial = IsPartial,
        Version = Version,
        CreatedBy = CreatedBy,
        CreatedAt = CreatedAt,
    };

    private static IReadOnlyList<T> Whole<T>(IReadOnlyList<T>? items)
        where T : class => items is null ? [] : items.Contains(null!) ? throw new JsonException("a list in it has null for an item") : items;
}
