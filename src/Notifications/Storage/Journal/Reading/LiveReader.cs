using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Reads the records that a replay has found live, kind by kind in the order that the contract asks for.</summary>
internal sealed class LiveReader(IJournalDirectory directory, IReadOnlyList<JournalFile> files, JournalReplay replay, JournalMemory memory)
{
    /// <summary>So many items are worth a second thread.</summary>
    private const int ManyItems = 20_000;

    /// <summary>Events, contents and what is remembered of the past, then states, then items.</summary>
    public async ValueTask ReadAsync(ILiveRecordSink sink, CancellationToken cancellationToken)
    {
        ReadSingly(sink,
        [
            .. replay.Events.Marked, .. replay.Contents.Marked,
            .. replay.EventHistory.Locations, .. replay.DecisionHistory.Locations, .. replay.DeliveryHistory.Locations, .. replay.AuditHistory.Locations,
        ]);
        ReadSingly(sink, [.. replay.States]);
        cancellationToken.ThrowIfCancellationRequested();
        var pieces = new PieceQueue(files);
        var counts = memory.Count();
        var threads = counts.Deliveries + counts.Expansions < ManyItems ? 1 : Math.Clamp(Environment.ProcessorCount, 1, 4);
        var others = new Task[threads - 1];
        for (var i = 0; i < others.Length; i++)
            others[i] = Task.Run(() => ReadItems(pieces, sink.BeginItems(), cancellationToken), CancellationToken.None);
        try
        {
            ReadItems(pieces, sink.BeginItems(), cancellationToken);
        }
        finally
        {
            await Task.WhenAll(others).ConfigureAwait(false);
        }
    }

    private void ReadSingly(ILiveRecordSink sink, List<long> locations)
    {
        // What is live and of the past too is read once.
        locations.Sort();
        using var window = new EntryWindow(directory, files);
        var last = 0L;
        foreach (var location in locations)
        {
            if (location == last)
                continue;
            last = location;
            var entry = window.Read(location);
            entry.MoveNext();
            if (replay.IsHistory(entry.Header, location))
                memory.Restore(entry.Header, entry.Payload);
            if (replay.IsLive(entry.Header, location))
                Take(sink, entry.Header, entry.Payload);
        }
    }

    private void Take(ILiveRecordSink sink, in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        switch (header.Kind)
        {
            case EntryKind.Event:
                var accepted = new RecordReader(payload).Accepted();
                memory.Restore(accepted);
                sink.Take(accepted);
                break;
            case EntryKind.Content:
                sink.Take(new ContentRecord(header.Id, new RecordReader(payload).Content()));
                break;
            case EntryKind.State:
                sink.Take((StateKind)header.Sub, payload, header.Id, header.Slot);
                break;
        }
    }

    private void ReadItems(PieceQueue pieces, ILiveItemSink sink, CancellationToken cancellationToken)
    {
        using var reader = new PieceReader(directory, files);
        var found = new List<(int Slot, object Record)>();
        while (pieces.TryTake(out var piece))
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Open(piece);
            while (reader.TryRead())
            {
                var entries = new EntryReader(reader.Payload);
                while (entries.MoveNext())
                {
                    ref readonly var header = ref entries.Header;
                    if (header.Kind == EntryKind.Item && header.IsLive && replay.IsLive(header, reader.Locate(entries)))
                        found.Add((header.Slot, sink.Take((WorkItemKind)header.Sub, entries.Payload, header.Slot) ?? (object)memory.Untaken(header, entries.Payload)));
                }
            }

            memory.Restore(found);
            found.Clear();
        }
    }
}
