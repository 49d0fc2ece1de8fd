namespace Notifications.Conformance.Storage.Disk;

/// <summary>A file as programs see it, and as it is on the medium. What is written reaches the medium at a flush, or by chance.</summary>
internal sealed class DiskNode
{
    private const int Sector = 512;
    private readonly List<(long Offset, byte[] Bytes)> _unsynced = [];
    private byte[] _medium = [];

    /// <summary>What a read sees.</summary>
    public byte[] Seen { get; private set; } = [];

    /// <summary>A file that was whole on the medium before the program began.</summary>
    public static DiskNode Of(byte[] bytes) => new() { Seen = bytes, _medium = [.. bytes] };

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        Seen = Apply(Seen, offset, bytes);
        _unsynced.Add((offset, bytes.ToArray()));
    }

    public void Truncate(long length)
    {
        Seen = Resize(Seen, length);
        _unsynced.Add((length, []));
    }

    public void Flush()
    {
        foreach (var (offset, bytes) in _unsynced)
            _medium = bytes.Length == 0 ? Resize(_medium, offset) : Apply(_medium, offset, bytes);
        _unsynced.Clear();
    }

    /// <summary>A flush that fails: some of it is on the medium, and the rest never will be, though a read shows it and the next flush succeeds.</summary>
    public void FailFlush(Random random)
    {
        _medium = Settle(random);
        _unsynced.Clear();
    }

    /// <summary>The file after a power failure: of what was not flushed each sector is there or not, in any order.</summary>
    public DiskNode AfterPowerLoss(Random random) => Of(Settle(random));

    private static byte[] Apply(byte[] content, long offset, ReadOnlySpan<byte> bytes)
    {
        if (content.Length < offset + bytes.Length)
            Array.Resize(ref content, (int)offset + bytes.Length);
        bytes.CopyTo(content.AsSpan((int)offset));
        return content;
    }

    private static byte[] Resize(byte[] content, long length)
    {
        Array.Resize(ref content, (int)length);
        return content;
    }

    private byte[] Settle(Random random)
    {
        var content = _medium.ToArray();
        var luck = random.Next(5);
        foreach (var (offset, bytes) in _unsynced)
        {
            if (bytes.Length == 0)
            {
                if (random.Next(2) == 0)
                    content = Resize(content, offset);
                continue;
            }

            for (var at = 0; at < bytes.Length;)
            {
                var next = Math.Min(bytes.Length, at + Sector - (int)((offset + at) % Sector));
                var reaches = luck switch { 0 => false, 1 => true, _ => random.Next(4) < luck };
                if (reaches)
                    content = Apply(content, offset + at, bytes.AsSpan(at, next - at));
                at = next;
            }
        }

        return content;
    }
}
