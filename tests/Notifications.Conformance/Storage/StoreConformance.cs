using Notifications.Simulation;
using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <summary>What every store must do. Derive a class for each store; xUnit finds the facts.</summary>
public abstract partial class StoreConformance
{
    private readonly ChangeBatch _batch = new();
    private INotificationStore? _store;

    /// <summary>The clock of the store.</summary>
    protected SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));

    /// <summary>Cancels the test.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The store under test, open.</summary>
    private INotificationStore Store
    {
        get
        {
            lock (_batch)
                return _store ??= Open(CreateStore());
        }
    }

    private StoreCounts Live => Store.Count() with { HistoryEvicted = 0 };

    /// <summary>Makes an empty store.</summary>
    /// <returns>The store, not yet open.</returns>
    protected abstract INotificationStore CreateStore();

    /// <summary>Ends the process that has a store, without a farewell.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The store as the next process finds it, not yet open; null when it does not survive its process.</returns>
    protected virtual INotificationStore? Crash(INotificationStore store) => null;

    private static INotificationStore Open(INotificationStore store)
    {
        var opening = store.OpenAsync(Cancellation).AsTask();
        opening.GetAwaiter().GetResult().ShouldBeInRange(1, (1 << 20) - 1);
        return store;
    }

    private static TestItem Delivery(long id, long eventId = 1) => new(WorkItemKind.Delivery, eventId) { Id = id };

    private static TestItem Expansion(long id, long eventId = 1) => new(WorkItemKind.Expansion, eventId) { Id = id };

    private AcceptedEvent Event(long number, string? id = null) =>
        new(new NotificationId(number, Clock.GetUtcNow()), new NotificationEvent { Type = "test", Id = id }, PublishKind.Accepted, 1);

    private IdempotencyClaim Claim(string key, string tenantId = "", string idText = "first") =>
        new(tenantId, key, "hash", idText, Clock.GetUtcNow() + TimeSpan.FromHours(24));

    // Each batch is emptied after its commit, as the engine does: what a store has kept of it shows.
    private async Task<CommitResult> TryCommit(Action<ChangeBatch> fill)
    {
        fill(_batch);
        var result = await Store.CommitAsync(_batch, Cancellation);
        _batch.Clear();
        return result;
    }

    private async Task Commit(Action<ChangeBatch> fill)
    {
        var result = await TryCommit(fill);
        result.Kind.ShouldBe(CommitKind.Committed, result.Reason);
    }

    private async Task<List<HistoryRecord>> History(string eventId)
    {
        List<HistoryRecord> records = [];
        await foreach (var record in Store.ReadHistoryAsync(eventId, Cancellation))
            records.Add(record);
        return records;
    }
}
