using System.Text.Json;

namespace Notifications.Slack.Messages;

/// <summary>Which details are shown: labels, then what the data has at the top, without what the text says already.</summary>
internal static class DetailPlan
{
    public static List<Detail> For(ChannelMessage message, SlackDetails details, string text)
    {
        var shown = new List<Detail>();
        if (details == SlackDetails.None)
            return shown;
        var said = SaidBy(text);
        foreach (var (name, value) in message.Event.Labels)
            Add(shown, said, name, value);
        if (details == SlackDetails.LabelsAndData && Root(message.Event.Data) is { } root)
        {
            foreach (var member in root.EnumerateObject())
            {
                if (Read(member.Value) is { } value && !message.Event.Labels.ContainsKey(member.Name))
                    Add(shown, said, member.Name, value);
            }
        }

        return shown;
    }

    private static void Add(List<Detail> shown, HashSet<string> said, string name, string value)
    {
        var (cleanName, cleanValue) = (SlackText.OneLine(name), SlackText.OneLine(value));
        if (cleanName.Length > 0 && cleanValue.Length > 0 && !said.Contains($"{cleanName}: {cleanValue}"))
            shown.Add(new Detail(cleanName, cleanValue));
    }

    // The engine's own text is a list of the labels.
    private static HashSet<string> SaidBy(string text) => new(text.Split('\n'), StringComparer.Ordinal);

    private static JsonElement? Root(EventData? data)
    {
        try
        {
            return data is { Root: { ValueKind: JsonValueKind.Object } root } ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadText(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? ReadText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
