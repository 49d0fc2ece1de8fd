using System.Globalization;
using System.Text;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Writes a trace as a tree for people.</summary>
internal static class TraceText
{
    private const int MostNamed = 20;

    public static string Write(NotificationTrace trace)
    {
        var text = new StringBuilder();
        var e = trace.Event.Event;
        text.Append(CultureInfo.InvariantCulture, $"event {trace.Event.GetIdText()} {e.Type}");
        if (e.Subject is { } subject)
            text.Append(CultureInfo.InvariantCulture, $" ({subject})");
        text.Append(CultureInfo.InvariantCulture, $", {e.Severity}, {e.Status}, {Instant(e.Time ?? DateTimeOffset.FromUnixTimeMilliseconds(trace.Event.Id.UnixMilliseconds))}\n");
        text.Append(CultureInfo.InvariantCulture, $"├─ intake: {trace.Event.Kind}, {trace.Event.Matches} rule(s) matched\n");
        foreach (var decision in trace.Decisions)
            WriteDecision(text, decision);
        foreach (var delivery in trace.Deliveries)
            WriteDelivery(text, delivery);
        var made = trace.Deliveries.Count == 1 ? "1 delivery" : $"{trace.Deliveries.Count} deliveries";
        return text.Append(CultureInfo.InvariantCulture, $"└─ {made}, {trace.Decisions.Count} other decision(s)").ToString();
    }

    private static void WriteDecision(StringBuilder text, in DecisionRecord decision)
    {
        text.Append(CultureInfo.InvariantCulture, $"├─ {Instant(new DateTimeOffset(decision.Ticks, TimeSpan.Zero))} ");
        if (decision.Rule is { } rule)
            text.Append(CultureInfo.InvariantCulture, $"rule {rule}");
        if (decision.Channel is { } channel)
            text.Append(CultureInfo.InvariantCulture, $" → {channel}");
        text.Append(CultureInfo.InvariantCulture, $": {decision.Reason} — {ReasonText.Of(decision.Reason)}{(decision.Detail is { } detail ? $" ({detail})" : string.Empty)}\n");
    }

    private static void WriteDelivery(StringBuilder text, DeliveryRecord delivery)
    {
        text.Append(CultureInfo.InvariantCulture, $"├─ delivery {delivery.Id} → {delivery.Channel}");
        if (delivery.Destination is { } destination)
            text.Append(CultureInfo.InvariantCulture, $" {destination}");
        text.Append(CultureInfo.InvariantCulture, $", rule {delivery.Rule ?? "(request)"}, lane {delivery.Priority}: {delivery.State}");
        if (delivery.EventCount > 1)
            text.Append(CultureInfo.InvariantCulture, $", stands for {delivery.EventCount} events");
        if (delivery.DueAt is { } due)
            text.Append(CultureInfo.InvariantCulture, $", due {Instant(due)}");
        text.Append('\n');
        foreach (var reason in delivery.Reasons)
            text.Append(CultureInfo.InvariantCulture, $"│  ├─ {reason} — {ReasonText.Of(reason)}\n");
        if (delivery.OnlyFor.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"│  ├─ the others have it, tried again only for: {Join(delivery.OnlyFor)}\n");
        if (delivery.NotFor.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"│  ├─ did not get it: {Join(delivery.NotFor)}\n");
        foreach (var attempt in delivery.Attempts)
            WriteAttempt(text, attempt);
        text.Append(CultureInfo.InvariantCulture, $"│  └─ created {Instant(delivery.CreatedAt)}{(delivery.FinishedAt is { } end ? $", ended {Instant(end)}" : ", pending")}\n");
    }

    private static string Join(IReadOnlyList<string> addresses) =>
        addresses.Count <= MostNamed ? string.Join(", ", addresses) : $"{string.Join(", ", addresses.Take(MostNamed))} and {addresses.Count - MostNamed} more";

    private static void WriteAttempt(StringBuilder text, AttemptRecord attempt)
    {
        text.Append(CultureInfo.InvariantCulture, $"│  ├─ attempt {attempt.Number} by {attempt.Provider} at {Instant(attempt.StartedAt)}: {attempt.Result}");
        if (attempt.Reason is { } reason)
            text.Append(CultureInfo.InvariantCulture, $" ({reason})");
        if (attempt.NextAt is { } next)
            text.Append(CultureInfo.InvariantCulture, $", next {Instant(next)}");
        text.Append('\n');
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
