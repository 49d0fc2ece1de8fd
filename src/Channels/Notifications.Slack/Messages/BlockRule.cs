using System.Text.Json;

namespace Notifications.Slack.Messages;

/// <summary>Whether Slack would take blocks, by the limits that it documents (https://docs.slack.dev/reference/block-kit/blocks). What is inside elements that we do not make is left to Slack.</summary>
internal static class BlockRule
{
    /// <summary>Checks an array of blocks.</summary>
    /// <returns>What is wrong, for operators; null when nothing is.</returns>
    public static string? Check(JsonElement blocks)
    {
        if (blocks.ValueKind != JsonValueKind.Array)
            return "they are no array";
        if (blocks.GetArrayLength() is var count and (0 or > SlackLimits.Blocks))
            return $"there are {count} blocks; give 1 to {SlackLimits.Blocks}";
        var at = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            if (CheckBlock(block) is { } problem)
                return $"block {at}: {problem}";
            at++;
        }

        return null;
    }

    private static string? CheckBlock(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object)
            return "it is no object";
        if (block.TryGetProperty("block_id", out var id) && !IsText(id, SlackLimits.Id))
            return $"block_id is no text of 1 to {SlackLimits.Id} characters";
        return Text(block, "type") switch
        {
            "header" => CheckText(block, "text", SlackLimits.Header, "plain_text"),
            "section" => CheckSection(block),
            "context" => CheckElements(block, SlackLimits.ContextElements, CheckContextElement),
            "actions" => CheckElements(block, SlackLimits.Buttons, CheckElement),
            "image" => CheckImage(block),
            "markdown" => IsText(Member(block, "text"), SlackLimits.MarkdownText) ? null : $"text is no text of 1 to {SlackLimits.MarkdownText} characters",
            "divider" or "rich_text" or "video" or "table" or "file" => null,
            null => "it has no type",
            _ => "its type is none that a message may have",
        };
    }

    private static string? CheckSection(JsonElement block)
    {
        var hasText = block.TryGetProperty("text", out _);
        if (hasText && CheckText(block, "text", SlackLimits.SectionText) is { } problem)
            return problem;
        if (block.TryGetProperty("accessory", out var accessory) && CheckElement(accessory) is { } wrong)
            return "accessory: " + wrong;
        if (!block.TryGetProperty("fields", out var fields))
            return hasText ? null : "a section needs a text or fields";
        if (fields.ValueKind != JsonValueKind.Array || fields.GetArrayLength() is 0 or > SlackLimits.Fields)
            return $"fields are no array of 1 to {SlackLimits.Fields}";
        foreach (var field in fields.EnumerateArray())
        {
            if (CheckTextObject(field, SlackLimits.FieldText) is { } bad)
                return "fields: " + bad;
        }

        return null;
    }

    private static string? CheckElements(JsonElement block, int most, Func<JsonElement, string?> check)
    {
        if (Member(block, "elements") is not { ValueKind: JsonValueKind.Array } elements || elements.GetArrayLength() is var count && (count == 0 || count > most))
            return $"elements are no array of 1 to {most}";
        foreach (var element in elements.EnumerateArray())
        {
            if (check(element) is { } problem)
                return "elements: " + problem;
        }

        return null;
    }

    private static string? CheckContextElement(JsonElement element) =>
        Text(element, "type") == "image" ? CheckImage(element) : CheckTextObject(element, SlackLimits.ContextText);

    private static string? CheckElement(JsonElement element)
    {
        if (Text(element, "type") is not { } type)
            return "it has no type";
        if (element.TryGetProperty("action_id", out var id) && !IsText(id, SlackLimits.Id))
            return $"action_id is no text of 1 to {SlackLimits.Id} characters";
        if (type == "image")
            return CheckImage(element);
        if (type != "button")
            return null;
        if (element.TryGetProperty("url", out var url) && (url.ValueKind != JsonValueKind.String || !UrlScan.IsUrl(url.GetString(), out _)))
            return $"url is no http or https address of at most {SlackLimits.ButtonUrl} characters";
        if (element.TryGetProperty("value", out var value) && !IsText(value, SlackLimits.ButtonValue))
            return $"value is no text of 1 to {SlackLimits.ButtonValue} characters";
        if (element.TryGetProperty("style", out _) && Text(element, "style") is not ("primary" or "danger"))
            return "style is not primary or danger";
        return CheckText(element, "text", SlackLimits.ButtonText, "plain_text");
    }

    private static string? CheckImage(JsonElement image)
    {
        if (!IsText(Member(image, "alt_text"), SlackLimits.AltText))
            return $"alt_text is no text of 1 to {SlackLimits.AltText} characters";
        return image.TryGetProperty("slack_file", out _) || (Text(image, "image_url") is { Length: <= SlackLimits.ImageUrl } url && UrlScan.IsUrl(url, out _))
            ? null
            : $"image_url is no http or https address of at most {SlackLimits.ImageUrl} characters";
    }

    private static string? CheckText(JsonElement parent, string name, int most, string? type = null) =>
        Member(parent, name) is { } text ? CheckTextObject(text, most, type) : $"{name} is missing";

    private static string? CheckTextObject(JsonElement text, int most, string? type = null)
    {
        var actual = Text(text, "type");
        if (type is null ? actual is not ("plain_text" or "mrkdwn") : actual != type)
            return $"a text's type is not {type ?? "plain_text or mrkdwn"}";
        return IsText(Member(text, "text"), most) ? null : $"a text has not 1 to {most} characters";
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsText(JsonElement? value, int most) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { } read && read.Length > 0 && read.Length <= most;
}
