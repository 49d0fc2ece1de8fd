using Notifications.Audit;

namespace Notifications.Storage;

/// <summary>The audit records that a store keeps, oldest first; bounded by count, bytes and age. Records are rare: one lock serves.</summary>
internal sealed class AuditLog(StoreLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Queue<AuditRecord> _records = new();
    private long _bytes;
    private long _evicted;

    /// <summary>Records that left at a bound.</summary>
    public long Evicted => Volatile.Read(ref _evicted);

    /// <summary>Takes a record in.</summary>
    public void Add(AuditRecord record)
    {
        lock (_gate)
        {
            _records.Enqueue(record);
            _bytes += RecordSize.Of(record);
            DropOlderThan(record.At - limits.AuditAge);
            while (_records.Count > limits.AuditCapacity || (_bytes > limits.HistoryBytes && _records.Count > 1))
                Evict();
        }
    }

    /// <summary>Lets go what is too old.</summary>
    public void Trim(DateTimeOffset now)
    {
        lock (_gate)
            DropOlderThan(now - limits.AuditAge);
    }

    /// <summary>Finds records, newest first.</summary>
    public List<AuditRecord> Search(AuditSearch search, HistoryPosition? before, int limit, DateTimeOffset now)
    {
        var filter = new AuditFilter(search, now - limits.AuditAge);
        List<AuditRecord> found = [];
        lock (_gate)
        {
            foreach (var record in _records)
            {
                if (filter.IsMatch(record) && (before is not { } position || AuditFilter.PositionOf(record).CompareTo(position) < 0))
                    found.Add(record);
            }
        }

        found.Sort(static (a, b) => AuditFilter.PositionOf(b).CompareTo(AuditFilter.PositionOf(a)));
        if (found.Count > limit)
            found.RemoveRange(limit, found.Count - limit);
        return found;
    }

    private void DropOlderThan(DateTimeOffset instant)
    {
        while (_records.TryPeek(out var oldest) && oldest.At < instant)
            Evict();
    }

    private void Evict()
    {
        _bytes -= RecordSize.Of(_records.Dequeue());
        _evicted++;
    }
}
