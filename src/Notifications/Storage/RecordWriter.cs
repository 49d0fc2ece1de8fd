using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Notifications.Storage;

/// <summary>Writes the compact binary form in which records are kept: varints, UTF-8, no names. <see cref="RecordReader"/> reads it.</summary>
/// <param name="output">Where to.</param>
internal readonly ref partial struct RecordWriter(IBufferWriter<byte> output)
{
    /// <summary>Refuses lone surrogates: replacing them would make the stored text another one.</summary>
    internal static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxVarint = 10;
    private readonly IBufferWriter<byte> _output = output;

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    /// <summary>Writes a truth value.</summary>
    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Writes a number in as few bytes as it needs (zigzag, 1 to 10).</summary>
    public void Int(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes a number in 8 bytes: for ticks and hashes, which fill them anyway.</summary>
    public void Fixed64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
    }

    /// <summary>Writes a text; null is not the empty text.</summary>
    /// <exception cref="EncoderFallbackException">The text has a lone surrogate. Intake refuses such texts.</exception>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var length = StrictUtf8.GetByteCount(value);
        Unsigned((ulong)length + 1);
        if (length == 0)
            return;
        _output.Advance(StrictUtf8.GetBytes(value, _output.GetSpan(length)));
    }

    /// <summary>Writes bytes with their length.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        _output.Write(value);
    }

    /// <summary>Writes an instant with its offset.</summary>
    public void Time(DateTimeOffset value)
    {
        Fixed64(value.UtcTicks);
        Int(value.TotalOffsetMinutes);
    }

    /// <summary>Writes an instant or that there is none.</summary>
    public void OptionalTime(DateTimeOffset? value)
    {
        Bool(value.HasValue);
        if (value.HasValue)
            Time(value.GetValueOrDefault());
    }

    /// <summary>Writes how many elements follow.</summary>
    public void Count(int value) => Unsigned((ulong)value);

    private void Unsigned(ulong value)
    {
        var span = _output.GetSpan(MaxVarint);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _output.Advance(length);
    }
}
