using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Routing;

/// <summary>Keeps the rules in a store that outlives the process. What waits for a rule (a window, a batch, a silence, a fallback) is delivered by it, also when the next release no longer has it.</summary>
internal sealed class RuleArchive(EngineContext engine, StepCommitter committer)
{
    private const int MaxInStep = 256;
    private readonly Dictionary<string, RuleRecord> _kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Held while rules are compared and stored.</summary>
    private SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Takes up what the store has, before anything of it moves: a rule that is gone is there for what waits for it, and forgotten when nothing does.</summary>
    /// <param name="stored">The stored rules.</param>
    /// <param name="findUsed">Finds the names of rules that something waits for; asked only when one is gone.</param>
    public async ValueTask StartAsync(IReadOnlyList<RuleRecord> stored, Func<IReadOnlyDictionary<string, int>> findUsed)
    {
        if (!engine.Store.IsDurable)
            return;
        var gone = new List<RuleRecord>();
        foreach (var record in stored)
        {
            _kept[record.Name] = record;
            if (!engine.Current.Rules.TryGet(record.Name, out _))
                gone.Add(record);
        }

        var used = gone.Count == 0 ? new Dictionary<string, int>() : findUsed();
        foreach (var record in gone)
        {
            if (used.TryGetValue(record.Name, out var waiting))
                Retire(record, waiting);
        }

        // One that something waits for is kept, also where it cannot be made again: the release that has it may come back.
        gone.RemoveAll(record => used.ContainsKey(record.Name));
        await KeepAsync(gone).ConfigureAwait(false);
    }

    /// <summary>Keeps the rules that are in force now; those before them too, for what waits for them.</summary>
    public async Task UpdateAsync()
    {
        if (!engine.Store.IsDurable)
            return;
        engine.Recording.Begin();
        try
        {
            await KeepAsync([]).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for this: the next start or change stores what is not stored now.
        catch (Exception error) when (!engine.IsOver)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
        }
        finally
        {
            engine.Recording.End();
            engine.Room.Freed();
        }
    }

    /// <summary>Makes the rule again that is gone. One without targets, or that no longer compiles, stays gone: what it held is reported when its time comes.</summary>
    private void Retire(RuleRecord record, int waiting)
    {
        var errors = new ErrorList();
        var document = RuleFormat.ReadDocument(record.Payload, out var inCode);
        if (document.Targets.Count == 0)
            return;
        var rules = RuleCompiler.Compile([document], engine.Current.EventTypes, errors).Rules;
        if (errors.Count > 0)
            return;
        engine.Retired[record.Name] = rules[0];
        engine.Log.RuleGone(record.Name, waiting, inCode);
    }

    private async ValueTask KeepAsync(List<RuleRecord> forgotten)
    {
        await Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var records in forgotten.Chunk(MaxInStep))
            {
                if (await CommitAsync(records, ChangeKind.Remove).ConfigureAwait(false))
                    Array.ForEach(records, record => _kept.Remove(record.Name));
            }

            foreach (var rules in engine.Current.Rules.Rules.ToArray().Chunk(MaxInStep))
                await StoreAsync(rules).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    private async ValueTask StoreAsync(CompiledRule[] rules)
    {
        var (added, changed, before) = (new List<RuleRecord>(), new List<RuleRecord>(), new List<byte[]>());
        foreach (var rule in rules)
        {
            var payload = RuleFormat.Write(rule);
            if (!_kept.TryGetValue(rule.Name, out var record))
            {
                added.Add(new RuleRecord(rule.Name, payload));
            }
            else if (!payload.AsSpan().SequenceEqual(record.Payload))
            {
                changed.Add(record);
                before.Add(record.Payload);
                record.Payload = payload;
            }
        }

        if (await CommitAsync(added, ChangeKind.Add).ConfigureAwait(false))
            added.ForEach(record => _kept[record.Name] = record);
        if (await CommitAsync(changed, ChangeKind.Update).ConfigureAwait(false))
            return;
        for (var i = 0; i < changed.Count; i++)
            changed[i].Payload = before[i];
    }

    private async ValueTask<bool> CommitAsync(IReadOnlyCollection<RuleRecord> records, ChangeKind change)
    {
        if (records.Count == 0)
            return true;
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            foreach (var record in records)
                step.Batch.Change(record, change);
            return (await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false)).IsCommitted;
        }
        finally
        {
            step.Return();
        }
    }
}
