using Notifications.Conformance.Storage;
using Notifications.Storage;

namespace Notifications.Durability.Faults;

/// <summary>A work item or a state that a workload changes, and what the store may hold of it.</summary>
internal sealed class Thing(int number)
{
    public int Number => number;

    public bool IsItem => number % 3 != 0;

    /// <summary>What was confirmed last; null for nothing.</summary>
    public int? Sure { get; set; }

    /// <summary>What may be stored instead, for its confirmation never came.</summary>
    public List<int?> Maybe { get; } = [];

    public StoreRecord? Record { get; set; }

    public long EventId { get; set; }

    public string? Key { get; set; }

    public string Name => $"s{number}";

    /// <summary>The record with its next value.</summary>
    public StoreRecord Next(Func<long> nextId)
    {
        if (Record is TestItem item)
        {
            item.Epoch++;
            return item;
        }

        if (Record is TestState state)
            return state.Next(number);
        if (!IsItem)
            return new TestState(StateKind.Debounce, Name).Next(number);
        EventId = nextId();
        return new TestItem(number % 2 == 0 ? WorkItemKind.Delivery : WorkItemKind.Expansion, EventId) { Id = EventId, Content = EventId, Epoch = 1 };
    }

    public static int ValueOf(StoreRecord record) => record is TestItem item ? item.Epoch : (int)((TestState)record).Version;

    /// <summary>The record as it was before a change that was not stored.</summary>
    public void TakeBack()
    {
        if (Record is TestItem item)
            item.Epoch--;
        else if (Record is TestState state)
            state.Version--;
    }
}
