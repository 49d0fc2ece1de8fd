using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Notifications.PagerDuty.Tests.Support;

/// <summary>
/// What PagerDuty demands of an event, as its public documentation has it (Events API v2: types, limits and enumerations of the parameters),
/// in the words of its answers as users have reported them. Stricter in one thing: it knows no members but the documented ones.
/// </summary>
internal static class PagerDutyEventRules
{
    public const int MaxBytes = 512_000;

    private static readonly string[] TopMembers = ["routing_key", "event_action", "dedup_key", "payload", "client", "client_url", "links", "images"];
    private static readonly string[] PayloadMembers = ["summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details"];

    /// <summary>All that is wrong; empty for a valid event.</summary>
    public static List<string> FindErrors(JsonElement root)
    {
        var errors = new List<string>();
        if (root.ValueKind != JsonValueKind.Object)
            return ["JSON parse error"];
        CheckTexts(root, errors);
        CheckMembers(root, TopMembers, errors);
        CheckKey(Text(root, "routing_key", errors), errors);
        var action = Text(root, "event_action", errors);
        if (action is not ("trigger" or "acknowledge" or "resolve"))
            errors.Add("'event_action' is missing or is invalid (must be one of 'trigger', 'acknowledge', 'resolve')");
        var dedupKey = Text(root, "dedup_key", errors);
        if (dedupKey?.EnumerateRunes().Count() > 255)
            errors.Add("'dedup_key' is too long (maximum is 255 characters)");
        if (action is "acknowledge" or "resolve" && string.IsNullOrEmpty(dedupKey))
            errors.Add("'dedup_key' is missing or blank");
        Text(root, "client", errors);
        CheckUrl(root, "client_url", errors);
        CheckList(root, "links", "href", ["href", "text"], errors);
        CheckList(root, "images", "src", ["src", "href", "alt"], errors);
        if (root.TryGetProperty("payload", out var payload))
            CheckPayload(payload, errors);
        else if (action == "trigger")
            errors.Add("'payload' is missing or blank");
        return errors;
    }

    private static void CheckKey(string? key, List<string> errors)
    {
        if (key?.Length != 32)
            errors.Add("Length of 'routing_key' is incorrect (should be 32 characters)");
        if (key?.All(char.IsAsciiLetterOrDigit) != true)
            errors.Add("'routing_key' cannot contain non-alphanumeric characters.");
    }

    private static void CheckPayload(JsonElement payload, List<string> errors)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            errors.Add("'payload' must be an object");
            return;
        }

        CheckMembers(payload, PayloadMembers, errors);
        var summary = Text(payload, "summary", errors);
        if (string.IsNullOrWhiteSpace(summary))
            errors.Add("'payload.summary' is missing or blank");
        else if (summary.EnumerateRunes().Count() > 1024)
            errors.Add("'payload.summary' is too long (maximum is 1024 characters)");
        if (string.IsNullOrWhiteSpace(Text(payload, "source", errors)))
            errors.Add("'payload.source' is missing or blank");
        if (Text(payload, "severity", errors) is not ("critical" or "error" or "warning" or "info"))
            errors.Add("'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        if (Text(payload, "timestamp", errors) is { } timestamp
            && !(timestamp.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            errors.Add("'payload.timestamp' is no ISO 8601 time");
        }

        foreach (var name in (string[])["component", "group", "class"])
            Text(payload, name, errors);
        if (payload.TryGetProperty("custom_details", out var details) && details.ValueKind != JsonValueKind.Object)
            errors.Add("'payload.custom_details' must be an object");
    }

    private static void CheckList(JsonElement root, string name, string required, string[] members, List<string> errors)
    {
        if (!root.TryGetProperty(name, out var list))
            return;
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add($"'{name}' must be an array");
            return;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(required, out _))
            {
                errors.Add($"'{name}' must be objects with '{required}'");
                continue;
            }

            CheckMembers(item, members, errors);
            CheckUrl(item, required, errors, httpsOnly: required == "src");
        }
    }

    private static void CheckUrl(JsonElement parent, string name, List<string> errors, bool httpsOnly = false)
    {
        if (Text(parent, name, errors) is not { } text)
            return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != "https" && (httpsOnly || url.Scheme != "http")))
            errors.Add($"'{name}' is not a URL");
    }

    private static string? Text(JsonElement parent, string name, List<string> errors)
    {
        if (!parent.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        errors.Add($"'{name}' must be a string");
        return null;
    }

    private static void CheckMembers(JsonElement parent, string[] known, List<string> errors) =>
        errors.AddRange(parent.EnumerateObject().Where(member => !known.Contains(member.Name)).Select(static member => $"'{member.Name}' is not known"));

    /// <summary>No half surrogate pairs and no NUL, anywhere: reading them throws.</summary>
    private static void CheckTexts(JsonElement value, List<string> errors)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    CheckText(member.Name, errors);
                    CheckTexts(member.Value, errors);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    CheckTexts(item, errors);
                break;
            case JsonValueKind.String:
                try
                {
                    CheckText(value.GetString()!, errors);
                }
                catch (InvalidOperationException)
                {
                    errors.Add("JSON parse error");
                }

                break;
        }
    }

    private static void CheckText(string text, List<string> errors)
    {
        if (text.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
            errors.Add("JSON parse error");
    }
}
