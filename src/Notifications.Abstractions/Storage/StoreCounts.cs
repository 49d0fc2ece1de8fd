namespace Notifications.Storage;

/// <summary>What a store holds, counted on its own and not derived from what went in and out.</summary>
/// <param name="Deliveries">Live deliveries.</param>
/// <param name="Expansions">Live work that still has to find its recipients.</param>
/// <param name="WaitingEvents">Matches of events that wait to be summarised, or for their recipients to be found: the sum of <see cref="StoreRecord.WaitingEvents"/>.</param>
/// <param name="States">Keyed states.</param>
/// <param name="HistoryEvicted">Records that left the history at its bound.</param>
public readonly record struct StoreCounts(long Deliveries, long Expansions, long WaitingEvents, long States, long HistoryEvicted)
{
    /// <summary>Records that left the audit log at its bound.</summary>
    public long AuditEvicted { get; init; }

    /// <summary>Idempotency keys that were forgotten before they had expired, since the store was opened, because it remembers no more of them: their repetitions are taken for new.</summary>
    public long KeysEvicted { get; init; }
}
