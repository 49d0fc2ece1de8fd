using Notifications.Routing;

namespace Notifications.Suppression.Silences;

/// <summary>The silences there are: this process's read model, fed by what is committed. Changes are guarded by the registry's lock; a match sees one snapshot and takes no lock.</summary>
internal sealed class SilenceModel
{
    /// <summary>So many are looked at one by one before the index is built anew.</summary>
    private const int MaxUnindexed = 32;

    private readonly Dictionary<string, CompiledSilence> _byId = new(StringComparer.Ordinal);
    private volatile Snapshot _snapshot = new([], RuleSet.Empty, []);

    public int Count => _byId.Count;

    public IReadOnlyCollection<CompiledSilence> All => _byId.Values;

    public CompiledSilence? Find(string id) => _byId.GetValueOrDefault(id);

    public void Add(CompiledSilence silence)
    {
        _byId.Add(silence.Id, silence);
        var before = _snapshot;
        if (before.Recent.Length < Math.Max(MaxUnindexed, before.Indexed.Length / 8))
            _snapshot = before with { Recent = [.. before.Recent, silence] };
        else
            Rebuild();
    }

    public void Remove(CompiledSilence silence)
    {
        // What stays in the snapshot is in force no more; it leaves with the next build.
        silence.IsRemoved = true;
        _byId.Remove(silence.Id);
        if (_byId.Count == 0)
            _snapshot = new([], RuleSet.Empty, []);
    }

    /// <summary>Replaces those of code and configuration.</summary>
    public void ReplaceFixed(IReadOnlyList<CompiledSilence> silences)
    {
        foreach (var silence in _byId.Values.Where(static s => s.Record is null).ToArray())
        {
            silence.IsRemoved = true;
            _byId.Remove(silence.Id);
        }

        foreach (var silence in silences)
        {
            // The same ones come again with a configuration that has not changed.
            silence.IsRemoved = false;
            _byId.Add(silence.Id, silence);
        }

        Rebuild();
    }

    /// <summary>Finds the first silence in force that takes an event: fixed ones first, then in the order of their creation.</summary>
    /// <param name="matches">Takes the errors of conditions; empty at the call.</param>
    public CompiledSilence? Match(NotificationEvent e, DateTimeOffset now, ref MatchList matches)
    {
        var found = default(CompiledSilence);
        Each(e, now, ref matches, ref found, static (CompiledSilence silence, ref CompiledSilence? found) => (found = silence) is null);
        return found;
    }

    /// <summary>Finds all silences in force that take an event.</summary>
    public void MatchAll(NotificationEvent e, DateTimeOffset now, HashSet<CompiledSilence> into)
    {
        var matches = default(MatchList);
        Each(e, now, ref matches, ref into, static (CompiledSilence silence, ref HashSet<CompiledSilence> into) => into.Add(silence) | true);
    }

    private void Each<TState>(NotificationEvent e, DateTimeOffset now, ref MatchList matches, ref TState state, Found<TState> found)
    {
        var snapshot = _snapshot;
        if (snapshot.Indexed.Length > 0)
        {
            snapshot.Index.MatchOrdinary(e, null, now, ref matches);
            for (var i = 0; i < matches.Count; i++)
            {
                if (snapshot.Indexed[matches[i].Ordinal] is var silence && silence.IsInForce(now.UtcTicks) && !found(silence, ref state))
                    return;
            }
        }

        object? typed = null;
        foreach (var silence in snapshot.Recent)
        {
            if (!silence.IsInForce(now.UtcTicks))
                continue;
            foreach (var selector in silence.Selectors)
            {
                if (!selector.IsMatch(e, now.UtcTicks, ref typed, ref matches))
                    continue;
                if (!found(silence, ref state))
                    return;
                break;
            }
        }
    }

    private void Rebuild()
    {
        List<CompiledSilence> indexed = [];
        List<CompiledRule> selectors = [];
        foreach (var silence in _byId.Values.OrderBy(static s => s.Facts.CreatedTicks).ThenBy(static s => s.Id, StringComparer.Ordinal))
        {
            foreach (var selector in silence.Selectors)
            {
                selectors.Add(selector.At(selectors.Count));
                indexed.Add(silence);
            }
        }

        _snapshot = new([.. indexed], new RuleSet([.. selectors]), []);
    }

    private delegate bool Found<TState>(CompiledSilence silence, ref TState state);

    /// <summary>What a match looks at.</summary>
    private sealed record Snapshot(CompiledSilence[] Indexed, RuleSet Index, CompiledSilence[] Recent);
}
