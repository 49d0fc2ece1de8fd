namespace Notifications;

/// <summary>A template as it is written down: what messages of one kind say, on each channel and in each language.</summary>
public sealed record TemplateDocument
{
    /// <summary>The name, to which rules and requests refer: 1 to 128 characters of <c>A-Z a-z 0-9 . _ -</c>. One named like an event's type is used for it without being named.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant whose messages it makes, before a shared one of the same name. Default: null, shared by all.</summary>
    public string? TenantId { get; init; }

    /// <summary>What it is for. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The variables that it reads. When any is declared, reading another one is an error at save. Default: none.</summary>
    public IReadOnlyList<TemplateVariable> Variables { get; init; } = [];

    /// <summary>The texts, at most 100. A channel's own go before those for all channels, a language before its parent, and that before texts without a language.</summary>
    public IReadOnlyList<TemplateTexts> Texts { get; init; } = [];

    /// <summary>Whether it is used. A tenant's disabled template gives way to the shared one. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>It is a part of others (<c>{{> name}}</c>), not a message of its own. Default: false.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The version, from 1; given by the catalog when it is saved. 0 for one that comes from code or files.</summary>
    public int Version { get; init; }

    /// <summary>Who made this version. Default: unknown.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When this version was made; given by the catalog when it is saved.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
