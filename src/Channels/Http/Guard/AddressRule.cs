using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Notifications.Http.Guard;

/// <summary>Sorts addresses by the IANA special-purpose registries (RFC 6890). What IPv6 embeds as IPv4 is judged by the embedded address.</summary>
internal static class AddressRule
{
    private static readonly (uint Prefix, int Length, AddressKind Kind)[] V4 =
    [
        (0x0000_0000, 8, AddressKind.Reserved), // this network
        (0x0A00_0000, 8, AddressKind.Private),
        (0x6464_64C8, 32, AddressKind.Reserved), // metadata of Alibaba Cloud
        (0x6440_0000, 10, AddressKind.Private), // shared, RFC 6598
        (0x7F00_0000, 8, AddressKind.Private), // loopback
        (0xA83F_8110, 32, AddressKind.Reserved), // the wire server of Azure
        (0xA9FE_0000, 16, AddressKind.Reserved), // link-local: cloud metadata
        (0xAC10_0000, 12, AddressKind.Private),
        (0xC000_0000, 24, AddressKind.Reserved), // IETF assignments
        (0xC000_0200, 24, AddressKind.Reserved), // documentation
        (0xC058_6300, 24, AddressKind.Reserved), // 6to4 relay
        (0xC0A8_0000, 16, AddressKind.Private),
        (0xC612_0000, 15, AddressKind.Reserved), // benchmarks
        (0xC633_6400, 24, AddressKind.Reserved), // documentation
        (0xCB00_7100, 24, AddressKind.Reserved), // documentation
        (0xE000_0000, 4, AddressKind.Reserved), // multicast
        (0xF000_0000, 4, AddressKind.Reserved), // reserved, broadcast
    ];

    public static bool Allows(IPAddress address, bool allowPrivate) =>
        Classify(address) switch { AddressKind.Public => true, AddressKind.Private => allowPrivate, _ => false };

    public static AddressKind Classify(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var written))
            return AddressKind.Reserved;
        return address.AddressFamily == AddressFamily.InterNetwork && written == 4
            ? ClassifyV4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : ClassifyV6(bytes);
    }

    private static AddressKind ClassifyV4(uint address)
    {
        foreach (var (prefix, length, kind) in V4)
        {
            if ((address ^ prefix) >> (32 - length) == 0)
                return kind;
        }

        return AddressKind.Public;
    }

    private static AddressKind ClassifyV6(ReadOnlySpan<byte> bytes)
    {
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        var last = (uint)low;
        if (high == 0 && low <= 1)
            return low == 1 ? AddressKind.Private : AddressKind.Reserved; // loopback, unspecified
        if (high == 0 && low >> 32 is 0 or 0xFFFF or 0xFFFF_0000)
            return ClassifyV4(last); // IPv4-compatible, -mapped, -translated
        if (high == 0x0064_FF9B_0000_0000 && low >> 32 == 0)
            return ClassifyV4(last); // NAT64
        if (high is 0xFD00_0EC2_0000_0000 or 0xFD20_00CE_0000_0000)
            return AddressKind.Reserved; // metadata of AWS and Google Cloud
        if (high >> 57 == 0xFC >> 1 || high >> 54 == 0xFEC0 >> 6)
            return AddressKind.Private; // unique local, site-local
        if (high >> 61 != 1)
            return AddressKind.Reserved; // outside 2000::/3 nothing is global unicast
        if (high >> 48 == 0x2002)
            return ClassifyV4((uint)(high >> 16)); // 6to4
        if (high >> 32 == 0x2001_0000)
            return Worse(ClassifyV4((uint)high), ClassifyV4(~last)); // Teredo: server, and client inverted
        if (high >> 41 == 0x2001_0000 >> 9 || high >> 32 == 0x2001_0DB8 || high >> 44 == 0x3FFF_0)
            return AddressKind.Reserved; // IETF assignments, documentation
        return AddressKind.Public;
    }

    private static AddressKind Worse(AddressKind a, AddressKind b) => a > b ? a : b;
}
