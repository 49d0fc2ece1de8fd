using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Where a search goes on, as an opaque text: the place of the last that was returned, sealed with what was asked, so that it serves no other search.</summary>
internal static class SearchCursor
{
    private const byte Version = 1;
    private const int Length = 1 + (4 * sizeof(long));

    /// <summary>What was asked as one number. The same in every process and release.</summary>
    public static ulong Fingerprint(params ReadOnlySpan<string?> asked)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in asked)
            hash = Fold(Fold(hash, part is null ? (byte)0 : (byte)1), MemoryMarshal.AsBytes(part.AsSpan()), part?.Length ?? 0);
        return hash;
    }

    public static string Write(HistoryPosition position, ulong fingerprint)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], position.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], position.Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], position.Part);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[25..], Seal(bytes[..25], fingerprint));
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Why it cannot serve; null when it can.</returns>
    public static NotificationError? Read(string? cursor, ulong fingerprint, out HistoryPosition? position)
    {
        position = null;
        if (cursor is null)
            return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (cursor.Length != Base64Url.GetEncodedLength(Length) || !TryDecode(cursor, bytes)
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[25..]) != Seal(bytes[..25], fingerprint))
        {
            return new NotificationError(NotificationErrorCode.InvalidCursor,
                "The cursor is damaged, or it is of a search that asked for something else: give NextCursor as it was returned, with the same search, or begin again without one.");
        }

        position = new HistoryPosition(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[17..]));
        return null;
    }

    private static bool TryDecode(string cursor, Span<byte> bytes)
    {
        Span<byte> text = stackalloc byte[cursor.Length];
        return Encoding.ASCII.TryGetBytes(cursor, text, out _) && Base64Url.IsValid(text) && Base64Url.TryDecodeFromUtf8(text, bytes, out var written) && written == Length;
    }

    private static ulong Seal(ReadOnlySpan<byte> bytes, ulong fingerprint)
    {
        var hash = fingerprint;
        foreach (var b in bytes)
            hash = Fold(hash, b);
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        return hash ^ (hash >> 33);
    }

    private static ulong Fold(ulong hash, byte value) => (hash ^ value) * 1099511628211UL;

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> values, int length)
    {
        hash = (hash ^ (ulong)length) * 1099511628211UL;
        foreach (var value in values)
            hash = Fold(hash, value);
        return hash;
    }
}
