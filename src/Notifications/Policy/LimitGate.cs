using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>A limit for one key, with the deliveries that wait until it is free: the highest lane first, each lane in order.</summary>
internal sealed class LimitGate(LimitDocument limit, LimitState state)
{
    private Lane[]? _lanes;
    private uint _waitingLanes;
    private uint _turn;

    public Lock Sync { get; } = new();

    public LimitState State => state;

    /// <summary>The limit in force; swapped by a reload.</summary>
    public LimitDocument Limit { get; set; } = limit;

    /// <summary>It was idle and is forgotten: who still has it asks for the one that took its place. Under <see cref="Sync"/>.</summary>
    public bool IsOver { get; set; }

    /// <summary>Deliveries that wait here. Read under <see cref="Sync"/>.</summary>
    public int Waiting { get; private set; }

    private long Interval => Limit.Window.Ticks / Limit.Count;

    private int Burst => Limit.Burst ?? Limit.Count;

    /// <summary>The ticks to wait for one grant; 0 when it is free now. Changes nothing. Under <see cref="Sync"/>.</summary>
    public long Peek(long nowTicks) => GcraRule.Ask(Interval, Burst, state.Arrival, nowTicks).Wait;

    /// <summary>Takes one grant, whether or not it is free: what may not wait is charged all the same. Under <see cref="Sync"/>.</summary>
    /// <remarks>The debt ends at one full burst: a flood of what may not wait must not hold back all others for days.</remarks>
    public void Charge(long nowTicks) =>
        state.Arrival = Math.Max(state.Arrival, Math.Min(Math.Max(state.Arrival, nowTicks) + Interval, nowTicks + Interval + GcraRule.Tolerance(Interval, Burst)));

    /// <summary>Gives one grant back: what it was taken for did not come about. Under <see cref="Sync"/>.</summary>
    public void Refund() => state.Arrival -= Interval;

    public void Park(Delivery delivery)
    {
        var lane = (int)delivery.Lane;
        (_lanes ??= new Lane[4])[lane].Add(new LaneEntry(delivery, delivery.Epoch));
        _waitingLanes |= 1u << lane;
        Waiting++;
    }

    /// <summary>The next one that still waits, or null. Under <see cref="Sync"/>.</summary>
    public Delivery? TakeNext()
    {
        while (_waitingLanes != 0)
        {
            var lane = LaneSchedule.Pick(_turn++, _waitingLanes);
            var entry = _lanes![lane].Take();
            if (_lanes[lane].Count == 0)
                _waitingLanes &= ~(1u << lane);
            Waiting--;
            if (entry.IsCurrent && entry.Item is Delivery { State: DeliveryState.Ready } delivery)
                return delivery;
        }

        return null;
    }

    public void PutBack(Delivery delivery)
    {
        var lane = (int)delivery.Lane;
        (_lanes ??= new Lane[4])[lane].AddFirst(new LaneEntry(delivery, delivery.Epoch));
        _waitingLanes |= 1u << lane;
        Waiting++;
    }
}
