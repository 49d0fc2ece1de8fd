namespace Notifications.Configuration;

/// <summary>An inhibition as it is written down: while the sources fire, the targets that are equal to them in some labels are held.</summary>
/// <remarks>Only alerts (events with a status) inhibit and are inhibited, always within one tenant, and never themselves. See <c>docs/concepts/inhibition.md</c>.</remarks>
public sealed record InhibitionDocument
{
    /// <summary>The name: 1 to 128 characters, unique among inhibitions ignoring case.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether it holds anything.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The tenant in which it works.</summary>
    /// <value>Default: null, each tenant on its own.</value>
    public string? TenantId { get; set; }

    /// <summary>The alerts that inhibit. Of several selectors each needs an alert of its own choice that fires: they are required together.</summary>
    /// <value>1 to 8. Default: empty; has to be given.</value>
    public IList<EventSelector> Sources { get; set; } = [];

    /// <summary>The alerts that are held.</summary>
    /// <value>Default: empty; has to be given.</value>
    public EventSelector Target { get; set; } = new();

    /// <summary>The labels whose values have to be equal on both sides; a missing label equals the empty string. <c>cluster</c> stands for the same name on both sides,
    /// <c>instance=node</c> for the label <c>instance</c> of the sources and <c>node</c> of the target.</summary>
    /// <value>At most 32. Default: empty, any source holds any target.</value>
    public IList<string> Equal { get; set; } = [];

    internal InhibitionDocument Copy() => this with
    {
        Sources = [.. Sources.Select(SelectorCopy.Of)],
        Target = SelectorCopy.Of(Target),
        Equal = [.. Equal],
    };
}
