using System.Collections.Concurrent;
using Notifications.Configuration;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Suppression.Holds;

/// <summary>What holds alerts back, and which alerts it holds: this process's read model, fed by what is committed. A host without inhibitions and silences pays for one look at a flag.</summary>
internal sealed class HoldRegistry
{
    private readonly Lock _sync = new();
    private readonly ConcurrentDictionary<EventIdentity, HeldAlert> _held = new();
    private readonly ConcurrentDictionary<EventIdentity, InhibitingAlert> _sources = new();
    private readonly SilenceModel _silences = new();
    private volatile InhibitionModel? _inhibitions;
    private volatile bool _isActive;
    private long _version;

    /// <summary>Something may be held.</summary>
    public bool IsActive => _isActive;

    /// <summary>There are inhibitions.</summary>
    public bool HasInhibitions => _inhibitions is not null;

    /// <summary>Rises when something that holds ends: what was decided before, and takes effect after it, is decided again.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many alerts are held.</summary>
    public int HeldAlerts => _held.Count;

    /// <summary>How many alerts inhibit.</summary>
    public int InhibitingAlerts => _sources.Count;

    /// <summary>Takes a lock and works on the silences.</summary>
    public TResult OnSilences<TState, TResult>(TState state, Func<SilenceModel, TState, TResult> work)
    {
        lock (_sync)
        {
            var result = work(_silences, state);
            Activate();
            return result;
        }
    }

    public HeldAlert? FindHeld(in EventIdentity identity) => _held.GetValueOrDefault(identity);

    public InhibitingAlert? FindSource(in EventIdentity identity) => _sources.GetValueOrDefault(identity);

    public HeldAlert[] AllHeld() => [.. _held.Values];

    /// <summary>Takes a new configuration: what held may not hold any more, and all that is held has to be looked at.</summary>
    public void Configure(EngineConfiguration configuration, DateTimeOffset now)
    {
        lock (_sync)
        {
            _inhibitions = configuration.Inhibitions is { } set ? new InhibitionModel(set) : null;
            if (_inhibitions is { } model)
            {
                foreach (var source in _sources.Values)
                {
                    var (sources, targets) = Match(model, source, now);
                    model.Update(source, sources, targets, []);
                }
            }

            _silences.ReplaceFixed(configuration.Silences);
            Activate();
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>Finds what holds an event back, inhibitions first.</summary>
    /// <param name="e">The event.</param>
    /// <param name="identity">Which alert it is about; null for what is no alert, which nothing inhibits.</param>
    /// <param name="now">The instant.</param>
    /// <param name="failures">Takes the conditions that failed; they hold nothing.</param>
    public Hold? Find(NotificationEvent e, EventIdentity? identity, DateTimeOffset now, ref List<MatchFailure>? failures)
    {
        if (identity is { } alert && _inhibitions is { } model)
        {
            var targets = default(MatchList);
            model.Set.MatchTargets(e, now, ref targets);
            Collect(targets, ref failures);
            if (targets.Count > 0)
            {
                lock (_sync)
                {
                    if (model.Find(e, alert, targets, now) is { } hold)
                        return hold;
                }
            }
        }

        var matches = default(MatchList);
        var silence = _silences.Match(e, now, ref matches);
        Collect(matches, ref failures);
        if (silence is null)
            return null;
        if (e.Status != NotificationStatus.Resolved)
            silence.Matched(now.UtcTicks);
        return new Hold(DecisionReason.Silenced, silence, silence.Text(), 0);
    }

    /// <summary>The silences in force that take an event.</summary>
    public void FindSilences(NotificationEvent e, DateTimeOffset now, HashSet<CompiledSilence> into) => _silences.MatchAll(e, now, into);

    /// <summary>An alert is held, or held by something else than before.</summary>
    public void Link(HeldAlert held)
    {
        lock (_sync)
        {
            _held[held.Identity] = held;
            LinkOnly(held, [.. held.Entries.Select(static e => e.By).OfType<Holder>().Distinct()]);
        }
    }

    /// <summary>An alert is not held any more.</summary>
    public void Forget(HeldAlert held)
    {
        _held.TryRemove(new KeyValuePair<EventIdentity, HeldAlert>(held.Identity, held));
        lock (_sync)
            LinkOnly(held, []);
    }

    // What held it before, and does so no more, must not believe that it does: a silence "until resolved" would never end.
    private void LinkOnly(HeldAlert held, Holder[] holders)
    {
        foreach (var former in held.Linked)
        {
            if (Array.IndexOf(holders, former) >= 0)
                continue;
            former.Unlink(held);
            if (former is InhibitionGroup group)
                _inhibitions?.Forget(group);
        }

        foreach (var holder in holders)
            holder.Link(held);
        held.Linked = holders;
    }

    /// <summary>Whether an alert is the source of an inhibition at all.</summary>
    public bool IsSource(NotificationEvent e, DateTimeOffset now, ref List<MatchFailure>? failures)
    {
        var matches = default(MatchList);
        _inhibitions?.Set.MatchSources(e, now, ref matches);
        Collect(matches, ref failures);
        return matches.Count > 0;
    }

    /// <summary>An alert fires that inhibits others.</summary>
    /// <returns>Those that may not be held any more, because it does not inhibit them as it did before.</returns>
    public HashSet<HeldAlert> Fires(InhibitingAlert source, DateTimeOffset now)
    {
        HashSet<HeldAlert> freed = [];
        var model = _inhibitions;
        var (sources, targets) = model is null ? default : Match(model, source, now);
        lock (_sync)
        {
            _sources[source.Identity] = source;

            // Another configuration has looked at all sources itself, but for this one.
            if (_inhibitions is { } current)
            {
                if (!ReferenceEquals(current, model))
                    (sources, targets) = Match(current, source, now);

                // Who asked before it left a place, and is not known to be held there yet, has to ask again.
                if (current.Update(source, sources, targets, freed))
                    Interlocked.Increment(ref _version);
            }

            Activate();
        }

        return freed;
    }

    /// <summary>An alert that inhibited others does so no more.</summary>
    /// <returns>Those that may not be held any more.</returns>
    public HashSet<HeldAlert> Ends(InhibitingAlert source)
    {
        HashSet<HeldAlert> freed = [];
        lock (_sync)
        {
            _sources.TryRemove(new KeyValuePair<EventIdentity, InhibitingAlert>(source.Identity, source));
            _inhibitions?.Remove(source.Identity, freed);
            Activate();
            Interlocked.Increment(ref _version);
        }

        return freed;
    }

    /// <summary>A silence may have ended.</summary>
    /// <returns>Those that it holds.</returns>
    public HeldAlert[] Ends(CompiledSilence silence)
    {
        lock (_sync)
        {
            Interlocked.Increment(ref _version);
            return [.. silence.Held];
        }
    }

    /// <summary>How many silences are in force.</summary>
    public int CountInForce(long nowTicks)
    {
        lock (_sync)
        {
            var count = 0;
            foreach (var silence in _silences.All)
                count += silence.IsInForce(nowTicks) ? 1 : 0;
            return count;
        }
    }

    /// <summary>How many alerts a silence holds.</summary>
    public int CountHeld(CompiledSilence silence)
    {
        lock (_sync)
            return silence.Holding;
    }

    private static (MatchList Sources, MatchList Targets) Match(InhibitionModel model, InhibitingAlert source, DateTimeOffset now)
    {
        var sources = default(MatchList);
        model.Set.MatchSources(source.Facts.Event, now, ref sources);
        var targets = default(MatchList);
        model.Set.MatchTargets(source.Facts.Event, now, ref targets);
        return (sources, targets);
    }

    private static void Collect(in MatchList matches, ref List<MatchFailure>? failures)
    {
        if (matches.Failures is { } failed)
            (failures ??= []).AddRange(failed);
    }

    // Sources are ended by their own end also while no inhibition is configured: they would hold again with the next one.
    private void Activate() => _isActive = _inhibitions is not null || _silences.Count > 0 || !_sources.IsEmpty;
}
