using System.Text.Json;
using System.Text.Unicode;
using Notifications.Configuration;

namespace Notifications.Publishing;

/// <summary>What an event has to look like to be taken. Every refusal names the attribute, the limit and the fix.</summary>
internal static class EventRule
{
    public const int MaxText = 1024;
    public const int MaxKey = 255;
    public const int MaxLabels = 64;

    public static NotificationError? Check(NotificationEvent e, NotificationsOptions options) =>
        CheckText("Type", e.Type, MaxText, required: true)
        ?? CheckText("Id", e.Id, MaxText)
        ?? CheckText("Source", e.Source, MaxText)
        ?? CheckText("Subject", e.Subject, MaxText)
        ?? CheckText("TenantId", e.TenantId, MaxText)
        ?? CheckText("CorrelationKey", e.CorrelationKey, MaxText)
        ?? CheckText("IdempotencyKey", e.IdempotencyKey, MaxKey)
        ?? CheckText("TraceParent", e.TraceParent, MaxText)
        ?? CheckEnums(e)
        ?? CheckLabels("Labels", e.Labels)
        ?? CheckData("Data", e.Data, options);

    public static NotificationError? CheckText(string name, string? value, int limit, bool required = false)
    {
        if (IsPlain(value, limit))
            return null;
        if (value is null)
            return required ? Invalid($"{name} is missing: give the event a type such as \"order.failed\".") : null;
        if (value.Length == 0)
            return required ? Invalid($"{name} is empty: give the event a type such as \"order.failed\".") : null;
        if (value.Length > limit)
            return Invalid($"{name} has {value.Length} characters, at most {limit} are allowed: shorten it, or put the text into Data.");
        if (IndexOfControl(value) is >= 0 and var control)
            return Invalid($"{name} has a control character (U+{(int)value[control]:X4}) at position {control}: remove it.");
        return IsWellFormed(value) ? null : Invalid($"{name} is no valid UTF-16 (half a surrogate pair): cut text between characters, not within one.");
    }

    /// <summary>Text of several lines, as in a body.</summary>
    public static NotificationError? CheckBody(string name, string? value, int limit)
    {
        if (value is null)
            return null;
        if (value.Length > limit)
            return new(NotificationErrorCode.TooLarge, $"{name} has {value.Length} characters, at most {limit} are allowed: shorten it.");
        return IsWellFormed(value) ? null : Invalid($"{name} is no valid UTF-16 (half a surrogate pair): cut text between characters, not within one.");
    }

    public static NotificationError? CheckLabels(string name, IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null)
            return Invalid($"{name} is null: leave it out, or give an empty set.");
        if (labels.Count == 0)
            return null;
        if (labels.Count > MaxLabels)
            return Invalid($"{name} has {labels.Count} entries, at most {MaxLabels} are allowed: put details into Data.");
        return labels is LabelSet set ? CheckPairs(name, set.Pairs) : CheckPairs(name, [.. labels]);
    }

    private static NotificationError? CheckPairs(string name, ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        foreach (ref readonly var label in labels)
        {
            var (key, value) = (label.Key, label.Value);
            if (IsPlain(key, MaxText) && value is not null && (value.Length == 0 || IsPlain(value, MaxText)))
                continue;
            if (string.IsNullOrEmpty(key))
                return Invalid($"{name} has an empty name.");
            if (value is null)
                return Invalid($"{name}[{Shorten(key)}] is null: leave the label out, or make it empty.");
            if ((CheckText($"{name}[{Shorten(key)}] (the name)", key, MaxText) ?? CheckText($"{name}[{Shorten(key)}]", value, MaxText)) is { } error)
                return error;
        }

        return null;
    }

    public static NotificationError? CheckData(string name, EventData? data, NotificationsOptions options)
    {
        if (data is null)
            return null;
        if (data.Utf8Json.Length > options.MaxEventBytes)
        {
            return new(NotificationErrorCode.TooLarge,
                $"{name} has {data.Utf8Json.Length} bytes, at most {options.MaxEventBytes} are allowed: send a link to the details, or raise MaxEventBytes.");
        }

        // The reader below does not check the bytes of texts without escapes.
        if (!Utf8.IsValid(data.Utf8Json.Span))
            return new(NotificationErrorCode.InvalidData, $"{name} is no valid UTF-8: write the JSON as UTF-8.");

        try
        {
            var reader = new Utf8JsonReader(data.Utf8Json.Span, new JsonReaderOptions { MaxDepth = options.MaxDataDepth });
            while (reader.Read())
            {
                // Strings are checked when they are read: a lone surrogate in an escape is found here, not at 3 a.m. in a template.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || reader.HasValueSequence))
                    _ = reader.GetString();
            }

            return null;
        }
        catch (JsonException error)
        {
            return new(NotificationErrorCode.InvalidData, $"{name} is no JSON of at most {options.MaxDataDepth} levels: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            return new(NotificationErrorCode.InvalidData, $"{name} has a string that is no valid Unicode: cut text between characters, not within one.");
        }
    }

    /// <summary>In one look: some text within the limit, without control characters, surrogates or what comes after them. Most is; the rest is looked at closely.</summary>
    private static bool IsPlain(string? value, int limit) =>
        value is { Length: > 0 } && value.Length <= limit && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static NotificationError? CheckEnums(NotificationEvent e)
    {
        if (e.Severity > Severity.Critical)
            return Invalid($"Severity is {(int)e.Severity}: use Info (0) to Critical (4).");
        return e.Status > NotificationStatus.Resolved ? Invalid($"Status is {(int)e.Status}: use None (0) to Resolved (3).") : null;
    }

    private static int IndexOfControl(string value)
    {
        var low = value.AsSpan().IndexOfAnyInRange('\0', '\u001f');
        if (low >= 0)
            return low;
        low = value.AsSpan().IndexOfAnyInRange('\u007f', '\u009f');

        // Line and paragraph separators break a line as well as a line feed does.
        return low >= 0 ? low : value.AsSpan().IndexOfAny('\u2028', '\u2029');
    }

    private static bool IsWellFormed(string value)
    {
        var rest = value.AsSpan();
        while (rest.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at)
        {
            if (!char.IsHighSurrogate(rest[at]) || at + 1 == rest.Length || !char.IsLowSurrogate(rest[at + 1]))
                return false;
            rest = rest[(at + 2)..];
        }

        return true;
    }

    // A message is logged: what was refused for its characters must not bring them in by the error.
    public static string Shorten(string text)
    {
        var head = text.Length <= 32 ? text : string.Concat(text.AsSpan(0, 32), "…");
        return IndexOfControl(head) < 0 && IsWellFormed(head) ? head : string.Concat(head.Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidAttribute, message);
}
