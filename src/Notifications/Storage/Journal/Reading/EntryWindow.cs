using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Reads entries of proven frames by their locations, which rise.</summary>
internal sealed class EntryWindow(IJournalDirectory directory, IReadOnlyList<JournalFile> files) : IDisposable
{
    private const int Size = 16 * 1024;
    private byte[] _bytes = new byte[Size];
    private IJournalFile? _file;
    private int _index = -1;
    private long _at;
    private int _filled;

    /// <summary>Reads an entry.</summary>
    /// <param name="location">Where it is.</param>
    /// <returns>A reader before the entry; it is valid until the next call.</returns>
    public EntryReader Read(long location)
    {
        var (index, offset) = JournalReplay.Find(location);
        if (_index != index)
        {
            _file?.Dispose();
            _file = directory.Open(files[index].Name);
            (_index, _filled) = (index, 0);
        }

        var header = EntryHeader.Read(Fill(offset, EntryHeader.Size));
        return new EntryReader(Fill(offset, header.Total));
    }

    public void Dispose() => _file?.Dispose();

    private ReadOnlySpan<byte> Fill(long offset, int length)
    {
        if (offset < _at || offset + length > _at + _filled)
        {
            if (_bytes.Length < length)
                _bytes = new byte[length];
            _filled = _file!.Read(_bytes, offset);
            _at = offset;
            if (_filled < length)
                throw new IOException($"The file '{files[_index].Name}' ends before byte {offset + length}, and did not a moment ago.");
        }

        return _bytes.AsSpan((int)(offset - _at), length);
    }
}
