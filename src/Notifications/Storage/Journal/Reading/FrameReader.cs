using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Reads a file frame by frame, in blocks.</summary>
/// <param name="file">The file; it stays the caller's.</param>
/// <param name="salt">The file's salt.</param>
/// <param name="end">Where reading ends at the latest.</param>
internal sealed class FrameReader(IJournalFile file, uint salt, long end)
{
    private const int BlockSize = 1 << 20;
    private byte[] _block = GC.AllocateUninitializedArray<byte>((int)Math.Min(BlockSize, Math.Max(end, FrameHeader.Size)));
    private long _blockAt;
    private int _filled;

    /// <summary>Where the next frame begins.</summary>
    public long Position { get; private set; } = FileHeader.Size;

    /// <summary>Where the frame that was read last begins.</summary>
    public long FrameAt { get; private set; }

    public FrameHeader Header { get; private set; }

    /// <summary>The frame's payload; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Payload => _block.AsSpan((int)(FrameAt - _blockAt) + FrameHeader.Size, Header.Length);

    /// <summary>Reads the next frame.</summary>
    /// <param name="verify">Proves the checksum. False only for what was proven before.</param>
    /// <returns>False where no frame begins that is whole and right.</returns>
    public bool TryRead(bool verify = true)
    {
        if (!Fill(FrameHeader.Size))
            return false;
        var header = FrameHeader.Read(Rest());
        if (header.Length <= 0 || header.Length > Math.Min(end - Position, Array.MaxLength - FrameHeader.Alignment) - FrameHeader.Size)
            return false;
        var total = FrameHeader.Size + FrameHeader.Padded(header.Length);
        if (!Fill(total) || (verify && !FrameHeader.IsValid(Rest(), salt)))
            return false;
        Header = header;
        FrameAt = Position;
        Position += total;
        return true;
    }

    /// <summary>Goes over damage to the next place where a good frame begins.</summary>
    /// <returns>False when there is none before the end.</returns>
    public bool Skip()
    {
        while (Position + FrameHeader.Size <= end)
        {
            Position += FrameHeader.Alignment;
            if (!Fill(FrameHeader.Size))
                return false;
            var header = FrameHeader.Read(Rest());
            if (header.Length > 0 && header.Length <= Math.Min(end - Position, Array.MaxLength - FrameHeader.Alignment) - FrameHeader.Size && Fill(FrameHeader.Size + FrameHeader.Padded(header.Length))
                && FrameHeader.IsValid(Rest(), salt))
                return true;
        }

        return false;
    }

    /// <summary>Whether nothing was ever written from a place on. Ends the life of the last payload.</summary>
    public bool IsZeroFrom(long position)
    {
        (_blockAt, _filled) = (Position, 0);
        for (int read; position < end; position += read)
        {
            var block = _block.AsSpan(0, (int)Math.Min(_block.Length, end - position));
            read = file.Read(block, position);
            if (read == 0)
                return true;
            if (block[..read].ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Rest() => _block.AsSpan((int)(Position - _blockAt), (int)(_blockAt + _filled - Position));

    /// <summary>Sees to it that so many bytes from the position on are in the block.</summary>
    private bool Fill(int bytes)
    {
        if (Position + bytes > end)
            return false;
        if (Position + bytes <= _blockAt + _filled)
            return true;
        var kept = (int)(_blockAt + _filled - Position);
        var block = bytes <= _block.Length ? _block : new byte[bytes];
        if (kept > 0)
            _block.AsSpan(_filled - kept, kept).CopyTo(block);
        kept = Math.Max(kept, 0);
        _block = block;
        _blockAt = Position;
        var wanted = (int)Math.Min(_block.Length - kept, end - Position - kept);
        _filled = kept + file.Read(_block.AsSpan(kept, wanted), Position + kept);
        return _filled >= bytes;
    }
}
