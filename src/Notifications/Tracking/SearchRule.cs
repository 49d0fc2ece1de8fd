using System.Buffers;
using Notifications.Routing;

namespace Notifications.Tracking;

/// <summary>What every search may ask for.</summary>
internal static class SearchRule
{
    public static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static NotificationError? CheckPage(int size, int most) =>
        size >= 1 && size <= most ? null : Invalid($"PageSize is {size}: ask for 1 to {most}, and go on with NextCursor.");

    public static NotificationError? CheckPeriod(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } begin && to is { } end && begin >= end ? Invalid($"From {begin:O} is not before To {end:O}: the period is empty.") : null;

    public static NotificationError? CheckPattern(string name, string? pattern) =>
        pattern is { Length: 0 or > Glob.MaxLength } ? Invalid($"{name} has {pattern.Length} characters: give 1 to {Glob.MaxLength}, or leave it out.") : null;

    public static NotificationError? CheckTraceId(string? traceId) =>
        traceId is null || AuditRule.IsTraceId(traceId) ? null : Invalid($"TraceId '{traceId}' is no W3C trace id: give its 32 hexadecimal digits, not the whole traceparent.");

    public static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidSearch, message);
}
