using System.Security.Cryptography;
using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Writes down in one file what is live in others. It reads files that do not change any more, never what the writer works with.</summary>
internal sealed class CheckpointWriter(IJournalDirectory directory, Guid store)
{
    private const int FrameSize = 256 * 1024;
    private readonly RequestBuffer _frame = new(FrameSize * 4);
    private FileHeader _header;
    private long _position;
    private long _frames;
    private long _entries;

    /// <summary>There is a head, so that its absence can be noticed.</summary>
    public bool HasHead { get; set; }

    /// <summary>Writes a checkpoint. It is on disk, under its name, when this returns.</summary>
    /// <param name="files">The files whose place it takes: all that were replayed, or the first of them. Of these only it keeps what is live after the last of all:
    /// what the others change or remove of it, they change or remove again.</param>
    /// <param name="replay">What all amount to.</param>
    /// <param name="number">The first segment that it does not cover.</param>
    /// <param name="firstLsn">The first commit that it does not cover.</param>
    public JournalFile Write(IReadOnlyList<JournalFile> files, JournalReplay replay, long number, long firstLsn)
    {
        _header = new FileHeader(FileKind.Checkpoint, IsBuffered: false, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))), store, number, firstLsn) { HasHead = HasHead };
        _position = FileHeader.Size;
        (_frames, _entries) = (0, 0);

        // One that found no room has left its frame behind.
        _frame.Clear();
        var name = FileNames.Checkpoint(number);
        var unfinished = name + FileNames.Unfinished;
        try
        {
            using var file = directory.Create(unfinished);
            var head = new byte[FileHeader.Size];
            _header.Write(head);
            file.Write(head, 0);
            Copy(files, replay, file);
            WriteRest(replay, file);
            file.Flush();
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            directory.Delete(unfinished);
            throw;
        }

        directory.Rename(unfinished, name);
        directory.Flush();
        return new JournalFile(name, _header, _position);
    }

    /// <summary>How many bytes of each file are live.</summary>
    public long[] Measure(IReadOnlyList<JournalFile> files, JournalReplay replay)
    {
        var live = new long[files.Count];
        for (var i = 0; i < files.Count; i++)
        {
            using var input = directory.Open(files[i].Name);
            var scan = new EntryScan(input, files[i], i);
            while (scan.TryRead())
            {
                var entries = new EntryReader(scan.Payload);
                while (entries.MoveNext())
                {
                    var location = scan.Locate(entries);
                    if (replay.IsLive(entries.Header, location) || replay.IsHistory(entries.Header, location))
                        live[i] += entries.Header.Total;
                }
            }
        }

        return live;
    }

    private void Copy(IReadOnlyList<JournalFile> files, JournalReplay replay, IJournalFile output)
    {
        for (var i = 0; i < files.Count; i++)
        {
            using var opened = directory.Open(files[i].Name);
            var input = files[i].IsDamaged ? new RescuedFile(opened) : opened;
            var scan = new EntryScan(input, files[i], i);
            while (scan.TryRead())
            {
                var entries = new EntryReader(scan.Payload);
                while (entries.MoveNext())
                {
                    var location = scan.Locate(entries);
                    var isLive = replay.IsLive(entries.Header, location);
                    if (!isLive && !replay.IsHistory(entries.Header, location))
                        continue;
                    var header = entries.Header;
                    if (header.Kind is EntryKind.Item or EntryKind.State)
                        header.Change = isLive ? ChangeKind.Add : ChangeKind.Conclude;
                    if (!isLive)
                        header.Slot = 0;
                    Add(header, entries.Entry[EntryHeader.Size..], output);
                }
            }
        }
    }

    private void WriteRest(JournalReplay replay, IJournalFile output)
    {
        var claim = new RequestBuffer();
        foreach (var key in replay.Keys.Claims)
        {
            claim.Clear();
            new RecordWriter(claim).Claim(key);
            Add(new EntryHeader { Kind = EntryKind.Key, Length = claim.Length }, claim.Written, output);
        }

        Add(new EntryHeader { Kind = EntryKind.Opened, Id = replay.Incarnation }, default, output);
        Add(new EntryHeader { Kind = EntryKind.End, Id = _entries }, default, output);
        WriteFrame(output);
    }

    private void Add(EntryHeader header, ReadOnlySpan<byte> rest, IJournalFile output)
    {
        if (_frame.Length == 0)
        {
            _frame.GetSpan(FrameHeader.Size);
            _frame.Advance(FrameHeader.Size);
        }

        var at = _frame.Length;
        _frame.GetSpan(EntryHeader.Size + rest.Length);
        _frame.Advance(EntryHeader.Size + rest.Length);
        header.Write(_frame.From(at));
        rest.CopyTo(_frame.From(at + EntryHeader.Size));
        _entries++;
        if (_frame.Length >= FrameSize)
            WriteFrame(output);
    }

    private void WriteFrame(IJournalFile output)
    {
        var length = _frame.Length - FrameHeader.Size;
        var padding = FrameHeader.Padded(length) - length;
        _frame.GetSpan(FrameHeader.Alignment);
        _frame.Advance(padding);
        FrameHeader.Write(_frame.From(0), length, ++_frames, _position, _header.Salt);
        output.Write(_frame.Written, _position);
        _position += _frame.Length;
        _frame.Clear();
    }
}
