using System.Text.Json;

namespace Notifications.Slack.Tests.Support;

/// <summary>What Slack takes, written down from its reference (https://docs.slack.dev/reference/block-kit) without a look at the channel: every field of every block that a message may have, and no other.</summary>
internal static class SlackSchema
{
    private const int WholeMessage = 13_200;

    /// <summary>Checks what a message shows.</summary>
    /// <returns>The error that Slack would answer; null when it takes it.</returns>
    public static string? Check(JsonElement message, bool isUpdate, List<string> details)
    {
        var hasBlocks = message.TryGetProperty("blocks", out var blocks);
        var hasAttachments = message.TryGetProperty("attachments", out var attachments);
        if (message.TryGetProperty("text", out var text))
        {
            if (text.ValueKind != JsonValueKind.String)
                return "invalid_arguments";
            if (text.GetString()!.Length > (isUpdate ? 4_000 : 40_000))
                return "msg_too_long";
        }
        else if (!hasBlocks && !hasAttachments)
        {
            return "no_text";
        }

        var size = 0;
        if (hasBlocks)
        {
            size += blocks.GetRawText().Length;
            if (CheckBlocks(blocks, 50, details) is { } error)
                return error;
        }

        if (hasAttachments)
        {
            size += attachments.GetRawText().Length;
            if (CheckAttachments(attachments, details) is { } error)
                return error;
        }

        return size > WholeMessage ? "msg_blocks_too_long" : null;
    }

    private static string? CheckAttachments(JsonElement attachments, List<string> details)
    {
        if (attachments.ValueKind != JsonValueKind.Array)
            return "invalid_attachments";
        if (attachments.GetArrayLength() > 100)
            return "too_many_attachments";
        foreach (var attachment in attachments.EnumerateArray())
        {
            var shape = new Shape(attachment, "attachments", details);
            shape.Text("color", 7, pattern: static c => c.Length == 7 && c[0] == '#' && c[1..].All(char.IsAsciiHexDigit));
            shape.Text("fallback", 3_000);
            shape.Only("color", "fallback", "blocks");
            if (shape.IsWrong || !attachment.TryGetProperty("blocks", out var blocks) || CheckBlocks(blocks, 50, details) is not null)
                return "invalid_attachments";
        }

        return null;
    }

    private static string? CheckBlocks(JsonElement blocks, int most, List<string> details)
    {
        if (blocks.ValueKind != JsonValueKind.Array || blocks.GetArrayLength() > most)
            return "invalid_blocks_format";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks.EnumerateArray())
        {
            var shape = new Shape(block, "block", details);
            shape.Text("block_id", 255);
            if (block.TryGetProperty("block_id", out var id) && !ids.Add(id.GetString()!))
                shape.Fail("block_id is there twice");
            CheckBlock(block, shape, details);
            if (shape.IsWrong)
                return "invalid_blocks";
        }

        return null;
    }

    private static void CheckBlock(JsonElement block, Shape shape, List<string> details)
    {
        switch (shape.Type)
        {
            case "header":
                shape.Only("type", "block_id", "text");
                shape.Required("text", e => CheckText(e, 150, details, "plain_text"));
                break;
            case "section":
                shape.Only("type", "block_id", "text", "fields", "accessory", "expand");
                shape.Optional("text", e => CheckText(e, 3_000, details));
                shape.Array("fields", 1, 10, e => CheckText(e, 2_000, details));
                shape.Optional("accessory", e => CheckElement(e, details));
                if (!block.TryGetProperty("text", out _) && !block.TryGetProperty("fields", out _))
                    shape.Fail("a section without text and fields");
                break;
            case "context":
                shape.Only("type", "block_id", "elements");
                shape.RequiredArray("elements", 1, 10, e => e.GetProperty("type").GetString() == "image" ? CheckElement(e, details) : CheckText(e, 2_000, details));
                break;
            case "actions":
                shape.Only("type", "block_id", "elements");
                shape.RequiredArray("elements", 1, 25, e => CheckElement(e, details));
                var actions = new HashSet<string?>(StringComparer.Ordinal);
                if (!shape.IsWrong && block.GetProperty("elements").EnumerateArray().Any(e => e.TryGetProperty("action_id", out var id) && !actions.Add(id.GetString())))
                    shape.Fail("action_id is there twice");
                break;
            case "divider":
                shape.Only("type", "block_id");
                break;
            case "markdown":
                shape.Only("type", "block_id", "text");
                shape.Text("text", 12_000, required: true);
                break;
            case "image":
                shape.Only("type", "block_id", "image_url", "alt_text", "title");
                shape.Text("image_url", 3_000, required: true, IsUrl);
                shape.Text("alt_text", 2_000, required: true);
                break;
            default:
                shape.Fail($"type {shape.Type}");
                break;
        }
    }

    private static bool CheckElement(JsonElement element, List<string> details)
    {
        var shape = new Shape(element, "element", details);
        switch (shape.Type)
        {
            case "button":
                shape.Only("type", "text", "action_id", "url", "value", "style");
                shape.Required("text", e => CheckText(e, 75, details, "plain_text"));
                shape.Text("action_id", 255);
                shape.Text("url", 3_000, pattern: IsUrl);
                shape.Text("value", 2_000);
                shape.Text("style", 7, pattern: static s => s is "primary" or "danger");
                break;
            case "image":
                shape.Only("type", "image_url", "alt_text");
                shape.Text("image_url", 3_000, required: true, IsUrl);
                shape.Text("alt_text", 2_000, required: true);
                break;
            default:
                shape.Fail($"type {shape.Type}");
                break;
        }

        return !shape.IsWrong;
    }

    private static bool CheckText(JsonElement text, int most, List<string> details, string? type = null)
    {
        var shape = new Shape(text, "text", details);
        if (type is null ? shape.Type is not ("plain_text" or "mrkdwn") : shape.Type != type)
            shape.Fail($"text type {shape.Type}");
        shape.Only(shape.Type == "mrkdwn" ? ["type", "text", "verbatim"] : ["type", "text", "emoji"]);
        shape.Text("text", most, required: true);
        shape.Truth("verbatim");
        shape.Truth("emoji");
        return !shape.IsWrong;
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && !text.Any(static c => c <= ' ' || c > '~');
}
