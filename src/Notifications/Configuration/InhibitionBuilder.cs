using System.Runtime.CompilerServices;

namespace Notifications.Configuration;

/// <summary>Writes an inhibition in code.</summary>
public sealed class InhibitionBuilder
{
    internal InhibitionBuilder(string name) => Document = new InhibitionDocument { Name = name };

    /// <summary>The inhibition so far, for what has no verb.</summary>
    public InhibitionDocument Document { get; }

    /// <summary>The alerts that inhibit; called again, an alert of each kind has to fire.</summary>
    /// <param name="select">Selects them.</param>
    /// <returns>The builder.</returns>
    public InhibitionBuilder Source(Action<SelectorBuilder> select)
    {
        Document.Sources.Add(Select(select));
        return this;
    }

    /// <summary>The alerts that are held.</summary>
    /// <param name="select">Selects them.</param>
    /// <returns>The builder.</returns>
    public InhibitionBuilder Target(Action<SelectorBuilder> select)
    {
        Document.Target = Select(select);
        return this;
    }

    /// <summary>Labels whose values have to be equal on both sides.</summary>
    /// <param name="labels">Their names, the same on both sides. A missing label equals the empty string.</param>
    /// <returns>The builder.</returns>
    [OverloadResolutionPriority(1)]
    public InhibitionBuilder Equal(params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
            Document.Equal.Add(label);
        return this;
    }

    /// <summary>A label of the sources that has to be equal to another label of the target. Name the second argument: <c>Equal("instance", target: "node")</c>.</summary>
    /// <param name="source">The label's name on the side of the sources.</param>
    /// <param name="target">The label's name on the side of the target.</param>
    /// <returns>The builder.</returns>
    public InhibitionBuilder Equal(string source, string target)
    {
        Document.Equal.Add($"{source}={target}");
        return this;
    }

    /// <summary>Works within one tenant only.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <returns>The builder.</returns>
    public InhibitionBuilder ForTenant(string tenantId)
    {
        Document.TenantId = tenantId;
        return this;
    }

    private static EventSelector Select(Action<SelectorBuilder> select)
    {
        ArgumentNullException.ThrowIfNull(select);
        var builder = new SelectorBuilder();
        select(builder);
        return builder.Document;
    }
}
