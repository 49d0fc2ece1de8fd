using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Notifications.Email.Mime;

/// <summary>Base64 in lines where the processor permutes 64 bytes at a time (AVX-512 VBMI): a line is read once and written where it belongs, with its end.</summary>
internal static class Base64Vectors
{
    private const int LineLength = Base64Lines.LineLength + 2;
    private const ushort CrLf = '\r' | ('\n' << 8);

    public static bool IsSupported => Avx512Vbmi.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>Encodes lines as long as 64 bytes can be read for each.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Has room for what comes of them; up to two bytes behind the last line may be overwritten.</param>
    /// <returns>How many lines were written, each with a line end behind it.</returns>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var lines = Math.Min((source.Length - (Vector512<byte>.Count - Base64Lines.LineBytes)) / Base64Lines.LineBytes, (target.Length - 2) / LineLength);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);

        // For each four characters the bytes 1, 0, 2, 1 of a group of three: so each finds its six bits within one half of them.
        var first = Vector512.Create(
            0x01020001u, 0x04050304, 0x07080607, 0x0a0b090a, 0x0d0e0c0d, 0x10110f10, 0x13141213, 0x16171516,
            0x191a1819, 0x1c1d1b1c, 0x1f201e1f, 0x22232122, 0x25262425, 0x28292728, 0x2b2c2a2b, 0x2e2f2d2e).AsByte();
        var rest = first + Vector512.Create((byte)48);
        var shifts = Vector512.Create(0x3036242a1016040aUL).AsByte();
        var alphabet = Vector512.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);
        for (var line = 0; line < lines; line++)
        {
            var bytes = Vector512.LoadUnsafe(ref from);
            Characters(bytes, first, shifts, alphabet).StoreUnsafe(ref to);
            Characters(bytes, rest, shifts, alphabet).GetLower().GetLower().StoreUnsafe(ref to, 64);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, Base64Lines.LineLength), CrLf);
            from = ref Unsafe.Add(ref from, Base64Lines.LineBytes);
            to = ref Unsafe.Add(ref to, LineLength);
        }

        return Math.Max(0, lines);
    }

    // The permutations look at the lowest six bits of each index alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Characters(Vector512<byte> bytes, Vector512<byte> places, Vector512<byte> shifts, Vector512<byte> alphabet) =>
        Avx512Vbmi.PermuteVar64x8(alphabet, Avx512Vbmi.MultiShift(shifts, Avx512Vbmi.PermuteVar64x8(bytes, places).AsUInt64()));
}
