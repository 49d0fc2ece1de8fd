using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Reads the records that a replay has found live, kind by kind in the order that the contract asks for.</summary>
internal sealed class LiveReader(IJournalDirectory directory, IReadOnlyList<JournalFile> files, JournalReplay replay)
{
    /// <summary>Called for what is remembered of the past.</summary>
    public Action<EntryHeader, ReadOnlyMemory<byte>>? History { get; init; }

    /// <summary>Events and contents, then states, then items.</summary>
    public IEnumerable<StoredRecord> Read()
    {
        for (var pass = 0; pass < 3; pass++)
        {
            for (var i = 0; i < files.Count; i++)
            {
                using var file = directory.Open(files[i].Name);
                var scan = new EntryScan(file, files[i], i);
                var found = new List<StoredRecord>();
                while (scan.TryRead())
                {
                    Collect(scan, pass, found);
                    foreach (var record in found)
                        yield return record;
                    found.Clear();
                }
            }
        }
    }

    private void Collect(EntryScan scan, int pass, List<StoredRecord> found)
    {
        var entries = new EntryReader(scan.Payload);
        while (entries.MoveNext())
        {
            ref readonly var header = ref entries.Header;
            if (PassOf(header) != pass)
                continue;
            var location = scan.Locate(entries);
            if (pass == 0 && replay.IsHistory(header, location))
                History?.Invoke(header, entries.Payload.ToArray());
            if (PassOf(header, live: true) == pass && replay.IsLive(header, location))
                found.Add(ToRecord(header, entries.Payload));
        }
    }

    // Finished deliveries are of the past.
    private static int PassOf(in EntryHeader header, bool live = false) => header.Kind switch
    {
        EntryKind.Event or EntryKind.Content or EntryKind.Decision or EntryKind.Audit => 0,
        EntryKind.State => 1,
        EntryKind.Item => header.IsLive || live ? 2 : 0,
        _ => -1,
    };

    private static StoredRecord ToRecord(in EntryHeader header, ReadOnlySpan<byte> payload) => header.Kind switch
    {
        EntryKind.Event => new StoredRecord { Kind = StoredRecordKind.Event, Event = new RecordReader(payload).Accepted() },
        EntryKind.Content => new StoredRecord { Kind = StoredRecordKind.Content, Content = new ContentRecord(header.Id, new RecordReader(payload).Content()) },
        EntryKind.State => new StoredRecord
        {
            Kind = StoredRecordKind.State,
            StateKind = (StateKind)header.Sub,
            Version = header.Id,
            StoreSlot = header.Slot,
            Payload = payload.ToArray(),
        },
        _ => new StoredRecord { Kind = StoredRecordKind.Item, ItemKind = (WorkItemKind)header.Sub, StoreSlot = header.Slot, Payload = payload.ToArray() },
    };
}
