using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Goes through the frames of a file that was replayed, once more.</summary>
internal sealed class EntryScan(IJournalFile file, JournalFile info, int index)
{
    private readonly FrameReader _reader = new(file, info.Header.Salt, info.End);

    public ReadOnlySpan<byte> Payload => _reader.Payload;

    public bool TryRead() => _reader.TryRead(verify: info.IsDamaged) || (info.IsDamaged && _reader.Skip() && _reader.TryRead());

    public long Locate(in EntryReader entry) => JournalReplay.Locate(index, _reader.FrameAt + FrameHeader.Size + entry.Start);
}
