using System.Diagnostics;

namespace Notifications.Http;

/// <summary>Which W3C trace context a request carries.</summary>
internal static class TraceContext
{
    private const int MaxLength = 256;

    /// <summary>Takes the current activity when it continues the event's trace (the engine's, around the attempt); else the event's own context.</summary>
    /// <returns>The <c>traceparent</c>, or null when there is none that is well-formed.</returns>
    public static string? Select(Activity? activity, string? traceParent)
    {
        // Versions to come may be longer, and end in anything: what is no header value is no context either.
        var valid = traceParent is { Length: <= MaxLength } && traceParent.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && ActivityContext.TryParse(traceParent, null, out _);
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } current })
            return valid ? traceParent : null;
        return !valid || traceParent.AsSpan(3, 32).SequenceEqual(current.AsSpan(3, 32)) ? current : traceParent;
    }
}
