using System.Collections.Concurrent;
using Notifications.Aggregation;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Suppression.Silences;
using Notifications.Timing;

namespace Notifications.Suppression.Holds;

/// <summary>Looks at what may be free again, one after the other. Only a loop: the stages decide.</summary>
internal sealed class HoldWorker(EngineContext engine, ReleaseStage releases, MemberStage members, SilenceStage silences)
{
    private readonly ConcurrentQueue<object> _queue = new();
    private int _running;

    /// <summary>What is to be looked at, until that is done.</summary>
    public Undertaking Looks { get; } = new();

    public void Enqueue(IReadOnlyCollection<HeldAlert> held)
    {
        // In the order in which they were held, whatever the order of a set is.
        foreach (var one in held.Count < 2 ? held : held.OrderBy(static h => h.Entries.Length == 0 ? 0 : h.Entries[0].Held.NewestEventNumber).ToArray())
            Enqueue(one);
    }

    public void Enqueue(HeldAlert held)
    {
        if (held.TryQueue())
            Enqueue((object)held);
    }

    /// <summary>A batch, the alarm of a silence, or a silence that an end may have ended.</summary>
    public void Enqueue(object item)
    {
        Looks.Begin();
        _queue.Enqueue(item);
        if (Interlocked.Exchange(ref _running, 1) == 0)
            _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        do
        {
            while (_queue.TryDequeue(out var item))
            {
                // What is left when the engine stops is in the store, and looked at after the next start.
                if (!engine.Timers.IsStopped)
                    await TryLookAsync(item).ConfigureAwait(false);
                Looks.End();
            }

            engine.Room.Freed();

            // Seen by who enqueues before it is looked whether somebody did: a plain write could come after that.
            Interlocked.Exchange(ref _running, 0);
        }
        while (!_queue.IsEmpty && Interlocked.Exchange(ref _running, 1) == 0);
    }

    private async ValueTask TryLookAsync(object item)
    {
        try
        {
            await LookAsync(item).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What fails by a bug must not silence the others; it is reported.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
            TryLater(item);
        }
    }

    private ValueTask LookAsync(object item) => item switch
    {
        HeldAlert held => releases.LookAsync(held),
        BatchState batch => members.MoveAsync(batch),
        SilenceAlarm alarm => silences.LookAsync(alarm.Silence),
        _ => silences.ResolvedAsync((CompiledSilence)item),
    };

    private void TryLater(object item)
    {
        if (item is not StoreRecord record)
            return;
        record.DueTicks = engine.NowTicks() + TimeSpan.TicksPerSecond;
        engine.Timers.Schedule(record);
    }
}
