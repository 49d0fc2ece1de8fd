using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Notifications.Storage;

/// <summary>Reads what <see cref="RecordWriter"/> wrote. Trusts nothing: every length is bounded by what remains.</summary>
/// <param name="data">The bytes of one record.</param>
internal ref partial struct RecordReader(ReadOnlySpan<byte> data)
{
    private const int MaxVarint = 10;
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>How many bytes have been read.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _data.Length - Position;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Position < _data.Length ? _data[Position++] : throw Missing(1);

    /// <summary>Reads a truth value.</summary>
    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw Damaged($"{other} is neither true nor false", 1),
    };

    /// <summary>Reads a number of variable length.</summary>
    public long Int()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a number of variable length that was an <see cref="int"/>.</summary>
    public int Int32()
    {
        var value = Int();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damaged($"{value} does not fit 32 bits");
    }

    /// <summary>Reads a number of 8 bytes.</summary>
    public long Fixed64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a text or null.</summary>
    public string? Text()
    {
        var marked = Unsigned();
        if (marked <= 1)
            return marked == 0 ? null : string.Empty;
        var bytes = Take(Length(marked - 1));
        try
        {
            return RecordWriter.StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("the text is no UTF-8", bytes.Length);
        }
    }

    /// <summary>Reads a text or null, of which it is likely that it is one that is known already: then it is that one.</summary>
    /// <param name="likely">The likely text.</param>
    public string? Text(string? likely)
    {
        var before = Position;
        var marked = Unsigned();
        if (marked <= 1)
            return marked == 0 ? null : string.Empty;
        if (likely is not null && marked - 1 == (ulong)likely.Length && likely.Length <= Remaining && Ascii.Equals(_data.Slice(Position, likely.Length), likely))
        {
            Position += likely.Length;
            return likely;
        }

        Position = before;
        return Text();
    }

    /// <summary>Reads a text that cannot be null.</summary>
    public string RequiredText() => Text() ?? throw Damaged("a text is missing", 1);

    /// <summary>Reads bytes; they stay where they are.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(Length(Unsigned()));

    /// <summary>Reads an instant with its offset.</summary>
    public DateTimeOffset Time()
    {
        var utcTicks = Fixed64();
        var minutes = Int();
        var ticks = utcTicks + (minutes * TimeSpan.TicksPerMinute);
        if (minutes is < -840 or > 840 || (ulong)utcTicks > (ulong)DateTime.MaxValue.Ticks || (ulong)ticks > (ulong)DateTime.MaxValue.Ticks)
            throw Damaged($"{utcTicks} ticks at {minutes} minutes is no instant");
        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Reads an instant or null.</summary>
    public DateTimeOffset? OptionalTime() => Bool() ? Time() : null;

    /// <summary>Reads how many elements follow; never more than the bytes that are left.</summary>
    /// <param name="minimumBytes">The fewest bytes that an element has.</param>
    public int Count(int minimumBytes = 1)
    {
        var count = Unsigned();
        return count <= (ulong)(Remaining / minimumBytes) ? (int)count : throw Damaged($"{count} elements do not fit {Remaining} bytes");
    }

    /// <summary>Refuses bytes behind the record.</summary>
    public readonly void End()
    {
        if (Remaining != 0)
            throw Damaged($"{Remaining} bytes too many");
    }

    /// <summary>The error for a record that cannot be read.</summary>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="back">How many bytes before the position that is.</param>
    public readonly InvalidDataException Damaged(string what, int back = 0) =>
        new($"The stored record cannot be read: at byte {Position - back} of {_data.Length}, {what}. It is damaged, or of a later release.");

    private readonly InvalidDataException Missing(int count) => Damaged($"{count} bytes are expected and {Remaining} are left");

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining)
            throw Missing(count);
        var taken = _data.Slice(Position, count);
        Position += count;
        return taken;
    }

    private readonly int Length(ulong length) =>
        length <= (ulong)Remaining ? (int)length : throw Damaged($"{length} bytes are expected and {Remaining} are left");

    private ulong Unsigned()
    {
        // Most numbers are small.
        if (Position < _data.Length && _data[Position] is var small and < 0x80)
        {
            Position++;
            return small;
        }

        return LongUnsigned();
    }

    private ulong LongUnsigned()
    {
        // Ids fill nine bytes, and there are several in each record: the low seven bits of the first eight come out at once.
        if (Bmi2.X64.IsSupported && Remaining > MaxVarint && BinaryPrimitives.ReadUInt64LittleEndian(_data[Position..]) is var word)
        {
            const ulong Continued = 0x8080_8080_8080_8080;
            var bytes = (BitOperations.TrailingZeroCount(~word & Continued) + 1) / 8;
            if (bytes <= sizeof(ulong) && (~word & Continued) != 0)
            {
                Position += bytes;
                return Bmi2.X64.ParallelBitExtract(word & (ulong.MaxValue >> (64 - (bytes * 8))), ~Continued);
            }

            if (_data[Position + sizeof(ulong)] is var ninth and < 0x80)
            {
                Position += sizeof(ulong) + 1;
                return Bmi2.X64.ParallelBitExtract(word, ~Continued) | ((ulong)ninth << 56);
            }
        }

        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Damaged("a number is longer than 64 bits", 1);
    }
}
