namespace Notifications.Configuration;

/// <summary>Copies selectors and silences, so that what a caller goes on changing is not what is in force.</summary>
internal static class SelectorCopy
{
    public static EventSelector Of(EventSelector selector) => selector with { EventTypes = [.. selector.EventTypes], Matchers = [.. selector.Matchers] };

    public static Silence Of(Silence silence) => silence with
    {
        AnyOf = [.. silence.AnyOf.Select(Of)],
        Recurrence = silence.Recurrence is null ? null : silence.Recurrence with { },
    };

    /// <summary>They take the same events.</summary>
    public static bool AreEqual(EventSelector a, EventSelector b) =>
        a.MinSeverity == b.MinSeverity && string.Equals(a.Expression, b.Expression, StringComparison.Ordinal)
        && a.EventTypes.SequenceEqual(b.EventTypes, StringComparer.Ordinal) && a.Matchers.SequenceEqual(b.Matchers, StringComparer.Ordinal);
}
