using System.Diagnostics.CodeAnalysis;

namespace Notifications;

/// <summary>A type of events as it is written down: what it means, what its data looks like, and what holds where neither the event nor the rule says otherwise.</summary>
public sealed record EventTypeDocument
{
    /// <summary>The type such as <c>order.failed</c>, or a glob such as <c>order.*</c> for all that have no document of their own; of several globs the one with the most fixed characters serves.
    /// At most 256 characters without spaces.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What it means, for people.</summary>
    /// <value>At most 4,096 characters. Default: none.</value>
    public string? Description { get; init; }

    /// <summary>The category of its messages, for limits and preferences, where the rule gives none.</summary>
    /// <value>1 to 128 characters. Default: none.</value>
    public string? Category { get; init; }

    /// <summary>The severity of events that state none.</summary>
    /// <value>Default: none, Info.</value>
    public Severity? DefaultSeverity { get; init; }

    /// <summary>What the data looks like, as JSON Schema (draft 2020-12); in configuration a section, or its JSON as one text.</summary>
    /// <value>At most 256 KiB. Default: none, anything.</value>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Schema { get; init; }

    /// <summary>Data as an example, for previews and documentation. Has to match the schema.</summary>
    /// <value>Default: none.</value>
    public EventData? Sample { get; init; }

    /// <summary>The template for each channel, by the channel's name, its kind such as <c>email</c>, or <c>*</c> for all, where the rule names none.</summary>
    /// <value>At most 32. Default: empty.</value>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = LabelSet.Empty;

    /// <summary>Words to find it by.</summary>
    /// <value>At most 50 of 1 to 64 characters. Default: empty.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What becomes of events that do not match the schema.</summary>
    /// <value>Default: none, that of the engine.</value>
    public EventValidation? Validation { get; init; }
}
