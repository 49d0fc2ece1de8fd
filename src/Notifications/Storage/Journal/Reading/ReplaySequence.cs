using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Replays a checkpoint and the segments behind it in their order, and finds out what is missing.</summary>
/// <param name="directory">The journal's directory.</param>
/// <param name="replay">What it amounts to.</param>
/// <param name="rescues">What the disk cannot read is a loss like any other. Default: it ends the replay with the disk's error.</param>
internal sealed class ReplaySequence(IJournalDirectory directory, JournalReplay replay, bool rescues = false)
{
    /// <summary>What is missing. Empty for a whole journal.</summary>
    public List<Loss> Losses { get; } = [];

    /// <summary>The number of the commit behind the last.</summary>
    public long NextLsn { get; private set; } = 1;

    /// <summary>What stands behind the last good frame of the last segment.</summary>
    public TailKind Tail { get; private set; }

    /// <summary>The number of a good commit behind a hole; 0 where there is none.</summary>
    public long FoundLsn { get; private set; }

    /// <summary>Replays all.</summary>
    /// <param name="files">The checkpoint, if there is one, then the segments by their numbers.</param>
    /// <param name="endLsn">The commit at which to stop; 0 for the end of the last segment.</param>
    public void Run(IReadOnlyList<JournalFile> files, long endLsn = 0)
    {
        for (var i = 0; i < files.Count; i++)
        {
            files[i].Pieces.Clear();
            using var opened = directory.Open(files[i].Name);
            var file = rescues ? new RescuedFile(opened) : opened;
            if (files[i].Header.Kind == FileKind.Checkpoint)
                ReadCheckpoint(file, files[i], i);
            else
                ReadSegment(file, files[i], i, i + 1 < files.Count ? files[i + 1].Header.FirstLsn : endLsn);
            if (file is RescuedFile { UnreadableAt: { } at, Reason: { } reason })
            {
                files[i].IsDamaged = true;
                Losses.Add(new Loss(files[i].Name, at, 0, 0, $"the disk cannot read it ({reason})"));
            }
        }
    }

    private void ReadCheckpoint(IJournalFile file, JournalFile info, int index)
    {
        var reader = new FrameReader(file, info.Header.Salt, info.Length);
        for (var expected = 1L; reader.TryRead() && reader.Header.Lsn == expected; expected++)
            Apply(reader, info, index);
        NextLsn = info.Header.FirstLsn;
        info.End = reader.Position;
        if (replay.EntriesPromised == replay.EntriesRead)
            return;
        Losses.Add(new Loss(info.Name, reader.Position, 0, 0, "the checkpoint is damaged: of what was accepted before the segments and not changed since, some is missing"));
        ReadBehind(reader, info, index, 0, long.MaxValue);
    }

    private void ReadSegment(IJournalFile file, JournalFile info, int index, long endLsn)
    {
        if (info.Header.FirstLsn > NextLsn)
            Losses.Add(new Loss(info.Name, 0, NextLsn, info.Header.FirstLsn - 1, "segments before this one are missing"));
        NextLsn = info.Header.FirstLsn;
        var reader = new FrameReader(file, info.Header.Salt, info.Length);
        while (NextLsn != endLsn && reader.TryRead() && reader.Header.Lsn == NextLsn)
        {
            Apply(reader, info, index);
            NextLsn++;
        }

        // A good frame with the wrong number was not meant to be here.
        info.End = reader.FrameAt != 0 && reader.Header.Lsn != NextLsn - 1 ? reader.FrameAt : reader.Position;
        if (endLsn == 0)
        {
            JudgeTail(file, reader, info, index);
        }
        else if (NextLsn != endLsn)
        {
            // A segment with a successor was confirmed to its end: what is bad in it is rot.
            Losses.Add(new Loss(info.Name, info.End, NextLsn, endLsn - 1, "the segment is damaged; some of these commits may stand behind the damage"));
            ReadBehind(reader, info, index, NextLsn, endLsn);
            NextLsn = endLsn;
        }
    }

    private void JudgeTail(IJournalFile file, FrameReader reader, JournalFile info, int index)
    {
        if (reader.IsZeroFrom(info.End) && file is not RescuedFile { UnreadableAt: not null })
            return;
        var tail = new byte[info.Length - info.End];
        file.Read(tail, info.End);
        var mayHaveHoles = info.Header.IsBuffered && (info.Header.Boot == 0 || info.Header.Boot != directory.Boot);
        Tail = TailRule.Judge(tail, info.End, info.Header, NextLsn, mayHaveHoles, out var found);
        FoundLsn = found;
        if (Tail != TailKind.Rotten)
            return;
        Losses.Add(new Loss(info.Name, info.End, NextLsn, found - 1, "the segment is damaged, and good commits stand behind the damage"));
        ReadBehind(reader, info, index, NextLsn, long.MaxValue);
    }

    private void Apply(FrameReader reader, JournalFile info, int index)
    {
        replay.Apply(reader.Payload, index, reader.FrameAt + FrameHeader.Size);
        info.Add(reader.FrameAt, reader.Position);
    }

    /// <summary>Takes what is good behind damage, up to a commit.</summary>
    private void ReadBehind(FrameReader reader, JournalFile info, int index, long fromLsn, long endLsn)
    {
        info.IsDamaged = true;
        while (reader.Skip())
        {
            while (reader.TryRead())
            {
                if (reader.Header.Lsn < fromLsn || reader.Header.Lsn >= endLsn)
                    continue;
                Apply(reader, info, index);
                fromLsn = reader.Header.Lsn + 1;
                if (info.Header.Kind == FileKind.Segment)
                    NextLsn = fromLsn;
                info.End = reader.Position;
            }
        }
    }
}
