using System.Text.Json;

namespace Notifications.Slack.Tests.Support;

/// <summary>A message as it stands in a channel.</summary>
internal sealed record PostedMessage(string Channel, string Ts, string? ThreadTs, bool Broadcast, JsonElement Body, int Edits)
{
    public string Text => Body.GetProperty("text").GetString()!;

    public string Json => Body.GetRawText();

    public JsonElement[] Blocks => [.. Body.GetProperty("blocks").EnumerateArray()];

    public string Header => Blocks[0].GetProperty("text").GetProperty("text").GetString()!;

    public string Color => Body.GetProperty("attachments")[0].GetProperty("color").GetString()!;

    /// <summary>The texts of the sections above the bar.</summary>
    public string SectionText => string.Join('\n', Blocks.Where(static b => b.GetProperty("type").GetString() == "section").Select(static b => b.GetProperty("text").GetProperty("text").GetString()));

    /// <summary>The fields beside the bar.</summary>
    public string[] Fields => [.. Body.GetProperty("attachments")[0].GetProperty("blocks").EnumerateArray()
        .Where(static b => b.TryGetProperty("fields", out _)).SelectMany(static b => b.GetProperty("fields").EnumerateArray()).Select(static f => f.GetProperty("text").GetString()!)];

    public JsonElement[] Buttons => [.. Blocks.Where(static b => b.GetProperty("type").GetString() == "actions").SelectMany(static b => b.GetProperty("elements").EnumerateArray())];

    /// <summary>The texts of all small lines.</summary>
    public string[] Notes => [.. Blocks.Concat(Body.GetProperty("attachments").EnumerateArray().SelectMany(static a => a.GetProperty("blocks").EnumerateArray()))
        .Where(static b => b.GetProperty("type").GetString() == "context").SelectMany(static b => b.GetProperty("elements").EnumerateArray()).Select(static e => e.GetProperty("text").GetString()!)];
}
