using Notifications.Audit;

namespace Notifications.Tracking;

/// <summary>What an audit record, and a search for some, may be.</summary>
internal static class AuditRule
{
    public const int MaxAction = 128;
    public const int MaxName = 256;
    public const int MaxTarget = 512;
    public const int MaxDetails = 4096;
    public const int MaxData = 64 * 1024;

    public static NotificationError? Check(AuditRecord record)
    {
        if (string.IsNullOrWhiteSpace(record.Action))
            return Invalid("Action is empty: say what was done, for example 'delivery.retried'.");
        if (!Enum.IsDefined(record.Actor.Kind))
            return Invalid($"Actor.Kind is {(int)record.Actor.Kind}: use System, User or Api.");
        return Check("Action", record.Action, MaxAction)
            ?? Check("Actor.Id", record.Actor.Id, MaxName)
            ?? (record.TenantId is null ? Invalid("TenantId is null: leave it empty for no tenant.") : Check("TenantId", record.TenantId, MaxName))
            ?? Check("Target", record.Target, MaxTarget)
            ?? Check("Details", record.Details, MaxDetails)
            ?? (record.TraceId is { } trace && !IsTraceId(trace) ? Invalid($"TraceId '{trace}' is no W3C trace id: give 32 hexadecimal digits.") : null)
            ?? Check("Before", record.Before)
            ?? Check("After", record.After);
    }

    public static NotificationError? Check(AuditSearch search)
    {
        if (SearchRule.CheckPage(search.PageSize, AuditSearch.MaxPageSize) is { } page)
            return page;
        if (SearchRule.CheckPeriod(search.From, search.To) is { } period)
            return period;
        return SearchRule.CheckPattern("Action", search.Action) ?? SearchRule.CheckTraceId(search.TraceId);
    }

    public static bool IsTraceId(string text) => text.Length == 32 && text.AsSpan().IndexOfAnyExcept(SearchRule.HexDigits) < 0;

    private static NotificationError? Check(string name, string? text, int most)
    {
        if (text is null)
            return null;
        if (text.Length > most)
            return Invalid($"{name} has {text.Length} characters, at most {most} are allowed: shorten it.");
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\n' or '\t'))
                return Invalid($"{name} has the control character U+{(int)c:X4}: take it out.");
        }

        return HasLoneSurrogate(text) ? Invalid($"{name} is not valid Unicode: it has half of a surrogate pair.") : null;
    }

    private static NotificationError? Check(string name, EventData? data)
    {
        if (data is null)
            return null;
        if (data.Utf8Json.Length > MaxData)
            return new(NotificationErrorCode.TooLarge, $"{name} has {data.Utf8Json.Length} bytes, at most {MaxData} are allowed: record only what has changed.");
        try
        {
            _ = data.Root;
            return null;
        }
        catch (System.Text.Json.JsonException error)
        {
            return new(NotificationErrorCode.InvalidData, $"{name} is no JSON: {error.Message}");
        }
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidAttribute, message);
}
