using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;

namespace Notifications.Rendering;

/// <summary>What a template made of one message for one channel and language; no content when it failed or when there is none.</summary>
internal readonly record struct RenderedContent(
    NotificationEvent Event, AggregateSummary? Aggregate, CompiledRule? Rule, string? Template, string Channel, string? Locale, string? TimeZone, ContentRecord? Content)
{
    public bool IsOf(in MatchContext match, string channel) =>
        ReferenceEquals(Event, match.Event) && ReferenceEquals(Aggregate, match.Aggregate) && ReferenceEquals(Rule, match.Rule)
        && ReferenceEquals(Template, match.Template) && ReferenceEquals(Channel, channel)
        && string.Equals(Locale, match.Locale, StringComparison.Ordinal) && string.Equals(TimeZone, match.TimeZone, StringComparison.Ordinal);
}
