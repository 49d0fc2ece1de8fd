using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Notifications.Slack.Actions;

/// <summary>What a button says, in few bytes: a version, the end of its life, and texts with their lengths.</summary>
internal static class ActionPayload
{
    private const byte Version = 1;
    private const ushort None = ushort.MaxValue;

    public static byte[] Write(SlackAction action)
    {
        var output = new ArrayBufferWriter<byte>(128);
        output.Write([Version]);
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(8), action.ExpiresAt.ToUnixTimeSeconds());
        output.Advance(8);
        foreach (var text in (ReadOnlySpan<string?>)[action.Name, action.Value, action.DeliveryId, action.CorrelationKey, action.TenantId])
        {
            BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), text is null ? None : checked((ushort)Encoding.UTF8.GetByteCount(text)));
            output.Advance(2);
            if (text is not null)
                Encoding.UTF8.GetBytes(text, output);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads; null when it is none. Only what a key of ours has signed is read.</summary>
    public static SlackAction? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 9 || payload[0] != Version)
            return null;
        var expires = BinaryPrimitives.ReadInt64BigEndian(payload[1..]);
        payload = payload[9..];
        var texts = new string?[5];
        for (var i = 0; i < texts.Length; i++)
        {
            if (payload.Length < 2)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(payload);
            payload = payload[2..];
            if (length == None)
                continue;
            if (payload.Length < length)
                return null;
            texts[i] = Encoding.UTF8.GetString(payload[..length]);
            payload = payload[length..];
        }

        return payload.Length == 0 && texts[0] is { } name && texts[2] is { } delivery && expires is > 0 and < 253_402_300_800
            ? new SlackAction(name, texts[1], delivery, texts[3], texts[4], DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;
    }
}
