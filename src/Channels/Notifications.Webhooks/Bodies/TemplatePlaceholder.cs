using System.Collections.Frozen;
using System.Globalization;

namespace Notifications.Webhooks.Bodies;

/// <summary>One placeholder of a template: a text that is escaped, or one of the two parts that are JSON already.</summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Read">The text; not used for JSON.</param>
internal sealed record TemplatePlaceholder(TemplatePlaceholderKind Kind, Func<ChannelMessage, string?> Read)
{
    private const string LabelPrefix = "event.labels.";

    private static readonly FrozenDictionary<string, TemplatePlaceholder> Known = new Dictionary<string, TemplatePlaceholder>
    {
        ["event.id"] = Text(static m => WireNames.IdOf(m)),
        ["event.type"] = Text(static m => m.Event.Type),
        ["event.source"] = Text(static m => m.Event.Source),
        ["event.subject"] = Text(static m => m.Event.Subject),
        ["event.time"] = Text(static m => Time(m.Event.Time)),
        ["event.severity"] = Text(static m => WireNames.Of(m.Event.Severity)),
        ["event.tenantId"] = Text(static m => m.Event.TenantId),
        ["event.labels"] = new(TemplatePlaceholderKind.Labels, static _ => null),
        ["event.data"] = new(TemplatePlaceholderKind.Data, static _ => null),
        ["status"] = Text(static m => WireNames.Of(m.Status)),
        ["message.subject"] = Text(static m => m.Content.Subject),
        ["message.text"] = Text(static m => m.Content.Text),
        ["correlationKey"] = Text(static m => m.CorrelationKey),
        ["deliveryId"] = Text(static m => m.DeliveryId.ToString()),
        ["channel"] = Text(static m => m.Channel),
        ["rule"] = Text(static m => m.Rule),
        ["aggregate.count"] = Text(static m => (m.Aggregate?.Count ?? 1).ToString(CultureInfo.InvariantCulture)),
        ["aggregate.first"] = Text(static m => Time(m.Aggregate?.First ?? m.Event.Time)),
        ["aggregate.last"] = Text(static m => Time(m.Aggregate?.Last ?? m.Event.Time)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string KnownNames { get; } = string.Join(", ", Known.Keys.Order(StringComparer.Ordinal)) + " and event.labels.NAME";

    public static TemplatePlaceholder? Find(string name)
    {
        if (Known.TryGetValue(name, out var known))
            return known;
        if (!name.StartsWith(LabelPrefix, StringComparison.Ordinal) || name.Length == LabelPrefix.Length)
            return null;
        var label = name[LabelPrefix.Length..];
        return Text(message => message.Event.Labels.TryGetValue(label, out var value) ? value : null);
    }

    private static TemplatePlaceholder Text(Func<ChannelMessage, string?> read) => new(TemplatePlaceholderKind.Text, read);

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
