using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Publishing;

/// <summary>The identity of a label set: 128 bits of SHA-256, so that nobody can craft labels that hide another's alert.</summary>
internal static class LabelFingerprint
{
    public static string Of(LabelSet labels)
    {
        var size = 0;
        foreach (ref readonly var pair in labels.Pairs)
            size += Encoding.UTF8.GetMaxByteCount(pair.Key.Length) + Encoding.UTF8.GetMaxByteCount(pair.Value.Length) + 2;
        byte[]? rented = null;
        var bytes = size <= 1024 ? stackalloc byte[size] : rented = ArrayPool<byte>.Shared.Rent(size);
        var length = 0;
        foreach (ref readonly var pair in labels.Pairs)
        {
            // A missing label equals an empty one. 0xFF is no byte of UTF-8, so no name or value can contain the separator.
            if (pair.Value.Length == 0)
                continue;
            length += Encoding.UTF8.GetBytes(pair.Key, bytes[length..]);
            bytes[length++] = 0xFF;
            length += Encoding.UTF8.GetBytes(pair.Value, bytes[length..]);
            bytes[length++] = 0xFF;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
