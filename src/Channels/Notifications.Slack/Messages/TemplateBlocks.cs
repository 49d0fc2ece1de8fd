using System.Text.Json;

namespace Notifications.Slack.Messages;

/// <summary>Takes blocks that a template made, if Slack would take them too: an array, or an object with an array <c>blocks</c>.</summary>
internal static class TemplateBlocks
{
    /// <summary>Reads and checks.</summary>
    /// <param name="given">The JSON.</param>
    /// <param name="actions">The message's own buttons, put at the end; empty for none.</param>
    /// <param name="problem">Why they are not used.</param>
    /// <returns>The array; null when it cannot be used.</returns>
    public static ReadOnlyMemory<byte>? Read(EventData given, ReadOnlyMemory<byte> actions, out string? problem)
    {
        try
        {
            var root = given.Root;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("blocks", out var member))
                root = member;
            problem = BlockRule.Check(root);
            if (problem is null && actions.Length > 0 && root.GetArrayLength() == SlackLimits.Blocks)
                problem = $"there are {SlackLimits.Blocks} blocks, and no room for the buttons";
            if (problem is not null)
                return null;
            var blocks = JsonPart.Write((root, actions), Write);
            if (blocks.Length <= SlackLimits.Message)
                return blocks;
            problem = $"they have {blocks.Length:N0} bytes, at most {SlackLimits.Message:N0} are taken";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problem = "they are no JSON";
        }

        return null;
    }

    private static void Write(Utf8JsonWriter writer, (JsonElement Root, ReadOnlyMemory<byte> Actions) blocks)
    {
        writer.WriteStartArray();
        foreach (var block in blocks.Root.EnumerateArray())
            block.WriteTo(writer);
        if (blocks.Actions.Length > 0)
            writer.WriteRawValue(blocks.Actions.Span);
        writer.WriteEndArray();
    }
}
