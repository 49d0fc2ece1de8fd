using Notifications.Storage;

namespace Notifications.Dispatch;

/// <content>What may be taken now, and what needs not be taken any more. All of it under the queue's lock.</content>
internal sealed partial class WorkerPool
{
    /// <summary>So many places of no use are let be: they leave when their turn comes.</summary>
    private const int FewStale = 64;

    /// <summary>An item is over before its turn: it counts as waiting no more, and its place does not stay for as long as the queue stands still.</summary>
    public void Forget(WorkItem item)
    {
        lock (_sync)
        {
            if (item.QueuedEpoch < 0)
                return;
            item.QueuedEpoch = -1;
            if (++_stale > FewStale && _stale > _waiting / 2)
                Sweep();
        }

        room.Freed();
    }

    private void Sweep()
    {
        List<LaneEntry>? called = Pace is null ? null : [];
        var removed = Pace?.Sweep() ?? 0;
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            removed += _lanes[lane].Sweep(called);
            if (_lanes[lane].Count == 0)
                _waitingLanes &= ~(1u << lane);
        }

        _waiting -= removed;
        _stale -= removed;
        foreach (var entry in called ?? [])
            Pace!.Skip(entry, clock.GetUtcNow().UtcTicks);
    }

    /// <summary>A place is given up: its item is on its way, or has another one.</summary>
    private void Leave(LaneEntry entry)
    {
        if (entry.IsQueued)
            entry.Item.QueuedEpoch = -1;
        else
            _stale--;
    }

    /// <summary>Something waits for nothing but a worker, or its destination is free again.</summary>
    private bool HasWork()
    {
        if (Pace is not { Waiting: > 0 } pace)
            return _waiting > 0;
        return _waiting > pace.Waiting || (pace.NextTicks is > 0 and var next && next <= clock.GetUtcNow().UtcTicks);
    }

    private long NextLook(long now)
    {
        if (now < _resumeTicks)
            return _resumeTicks;
        return Pace?.NextTicks is { } next && next > now ? next : 0;
    }

    private int TakeUngated(LaneEntry[] into, int wanted)
    {
        var count = 0;
        while (count < wanted && _waiting > 0)
        {
            into[count] = TakeOne();
            Leave(into[count++]);
        }

        return count;
    }

    private int TakeGated(LaneEntry[] into, out long wakeAt)
    {
        wakeAt = 0;
        var now = clock.GetUtcNow().UtcTicks;
        if (now < _resumeTicks)
        {
            wakeAt = _resumeTicks;
            return 0;
        }

        _resumeTicks = 0;
        CallDestinations(now);
        while (_waiting > (Pace?.Waiting ?? 0))
        {
            var entry = TakeOne();
            if (!entry.IsCurrent)
            {
                Leave(entry);
                Pace?.Skip(entry, now);
                CallDestinations(now);
                continue;
            }

            if (Rate?.Peek(now) is { } wait and > 0)
            {
                PutFirst(entry);
                _waiting++;

                // The turn was not used: else a lane whose turns are all refused would starve.
                _turn--;
                wakeAt = _resumeTicks = now + wait;
                return 0;
            }

            if (Pace?.TryPass(entry, now) == false)
            {
                _waiting++;
                continue;
            }

            Rate?.Ask(now);
            Leave(entry);
            into[0] = entry;
            wakeAt = Pace?.NextTicks ?? 0;
            return 1;
        }

        wakeAt = Pace?.NextTicks ?? 0;
        return 0;
    }

    /// <summary>Those whose destination is free again come before all others of their lane: they have waited the longest.</summary>
    private void CallDestinations(long now)
    {
        while (Pace is { } pace && pace.TryCall(now, out var entry))
            PutFirst(entry);
    }

    private void PutFirst(LaneEntry entry)
    {
        var lane = (int)entry.Item.Lane;
        _lanes[lane].AddFirst(entry);
        _waitingLanes |= 1u << lane;
    }

    private LaneEntry TakeOne()
    {
        var lane = LaneSchedule.Pick(_turn++, _waitingLanes);
        var entry = _lanes[lane].Take();
        if (_lanes[lane].Count == 0)
            _waitingLanes &= ~(1u << lane);
        _waiting--;
        return entry;
    }
}
