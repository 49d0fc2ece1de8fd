using System.Text;
using System.Text.Json;

namespace Notifications.Rendering;

/// <summary>What goes out in place of a template that failed: the default text, and what the template would have spoken of. Whoever is woken by it knows what happened.</summary>
internal static class StandInText
{
    private const int MaxMembers = 24;
    private const int MaxValue = 500;

    /// <summary>Makes it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="aggregate">What was put together; null for one event.</param>
    /// <param name="template">The template that failed; a request has no other name.</param>
    /// <param name="isRequest">The event was made of a request, and its type says nothing.</param>
    /// <param name="acceptedAt">Its time when it says none itself.</param>
    public static NotificationContent Render(NotificationEvent e, AggregateSummary? aggregate, string? template, bool isRequest, DateTimeOffset acceptedAt)
    {
        var root = e.Data?.Root;
        var content = PlainText.RenderText(
            e with { Type = isRequest && template is not null ? template : e.Type, Subject = e.Subject is { Length: > 0 } own ? own : Title(root), Time = e.Time ?? acceptedAt }, aggregate);
        return root is { } data ? content with { Text = content.Text + Lines(data) } : content;
    }

    private static string? Title(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String ? OneLine(title.GetString()!) : null;

    private static string OneLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    private static string Lines(JsonElement data)
    {
        var text = new StringBuilder();
        if (data.ValueKind != JsonValueKind.Object)
            return Append(text, "data", data).ToString();
        var (shown, left) = (0, 0);
        foreach (var member in data.EnumerateObject())
        {
            if (shown == MaxMembers)
                left++;
            else if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && ++shown > 0)
                Append(text, member.Name, member.Value);
        }

        return left == 0 ? text.ToString() : text.Append("… and ").Append(left).Append(" more\n").ToString();
    }

    private static StringBuilder Append(StringBuilder text, string name, JsonElement value)
    {
        var shown = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (shown.Length == 0)
            return text;
        text.Append(name).Append(": ");
        return shown.Length <= MaxValue
            ? text.Append(shown).Append('\n')
            : text.Append(shown, 0, char.IsHighSurrogate(shown[MaxValue - 2]) ? MaxValue - 2 : MaxValue - 1).Append("…\n");
    }
}
