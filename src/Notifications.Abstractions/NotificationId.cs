using System.Buffers.Binary;
using System.Globalization;

namespace Notifications;

/// <summary>An id of an event, a request or a delivery: 64 bits inside, a UUIDv7 (RFC 9562) at the edge. The text is made only when asked for.</summary>
public readonly record struct NotificationId : IComparable<NotificationId>
{
    /// <summary>Creates an id.</summary>
    /// <param name="value">The number, unique within its store; 0 means none.</param>
    /// <param name="createdAt">The instant of creation, kept to the millisecond.</param>
    public NotificationId(long value, DateTimeOffset createdAt)
        : this(value, createdAt.ToUnixTimeMilliseconds())
    {
    }

    /// <summary>Creates an id.</summary>
    /// <param name="value">The number, unique within its store; 0 means none.</param>
    /// <param name="unixMilliseconds">The instant of creation.</param>
    public NotificationId(long value, long unixMilliseconds)
    {
        Value = value;
        UnixMilliseconds = unixMilliseconds;
    }

    /// <summary>The number: rises within one store.</summary>
    public long Value { get; }

    /// <summary>The instant of creation in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; }

    /// <summary>Reads an id from its text.</summary>
    /// <param name="text">A UUID as <see cref="ToString"/> writes it.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when the text is no UUIDv7 of ours.</returns>
    public static bool TryParse(string? text, out NotificationId id)
    {
        id = default;
        if (!Guid.TryParseExact(text, "D", out var guid) || guid.Version != 7)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        var head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var tail = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        if (tail >> 62 != 2 || (tail & 0x3FF) != 0)
            return false;
        id = new NotificationId((long)(((head & 0xFFF) << 52) | ((tail >> 10) & 0xF_FFFF_FFFF_FFFF)), (long)(head >> 16));
        return id.Value != 0;
    }

    /// <summary>The id as UUID. The same id gives the same UUID.</summary>
    /// <returns>A UUIDv7.</returns>
    public Guid ToGuid()
    {
        var value = (ulong)Value;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)UnixMilliseconds << 16) | 0x7000 | (value >> 52));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | ((value & 0xF_FFFF_FFFF_FFFF) << 10));
        return new Guid(bytes, bigEndian: true);
    }

    /// <inheritdoc/>
    public int CompareTo(NotificationId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => ToGuid().ToString("D", CultureInfo.InvariantCulture);
}
