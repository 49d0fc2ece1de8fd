using System.Diagnostics.CodeAnalysis;
using Notifications.Routing.Index;

namespace Notifications.Routing;

/// <summary>All rules, compiled, in their order, with their index. Immutable; the cost of a match follows the rules that match, not those that exist.</summary>
internal sealed class RuleSet
{
    private readonly CompiledRule[] _rules;
    private readonly CompiledRule[] _catchAll;
    private readonly Dictionary<string, CompiledRule> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IndexNode _index;

    /// <summary>Takes rules whose ordinals are their places in the array.</summary>
    public RuleSet(CompiledRule[] rules)
    {
        _rules = rules;
        _catchAll = Array.FindAll(rules, static r => r.IsEnabled && r.IsCatchAll);
        _index = RuleIndex.Build(Array.FindAll(rules, static r => r.IsEnabled && !r.IsCatchAll));
        foreach (var rule in rules)
            _byName.TryAdd(rule.Name, rule);
    }

    public static RuleSet Empty { get; } = new([]);

    /// <summary>All rules in their order, also those that are disabled.</summary>
    public ReadOnlySpan<CompiledRule> Rules => _rules;

    public bool TryGet(string name, [NotNullWhen(true)] out CompiledRule? rule) => _byName.TryGetValue(name, out rule);

    /// <summary>Finds the rules that apply: in order, up to one that says stop; the catch-all rules when there are none.</summary>
    /// <param name="notificationEvent">The event.</param>
    /// <param name="typed">The object as which it was published, if it was.</param>
    /// <param name="now">The instant to decide at.</param>
    /// <param name="matches">Takes the matches; empty at the call.</param>
    public void Match(NotificationEvent notificationEvent, object? typed, DateTimeOffset now, ref MatchList matches)
    {
        MatchOrdinary(notificationEvent, typed, now, ref matches);
        if (matches.Count == 0)
            MatchCatchAll(notificationEvent, typed, now, ref matches);
    }

    public void MatchOrdinary(NotificationEvent notificationEvent, object? typed, DateTimeOffset now, ref MatchList matches)
    {
        var nowTicks = now.UtcTicks;
        var candidates = CandidateSet.Rent(_rules.Length);
        try
        {
            _index.Collect(notificationEvent, candidates);
            for (var ordinal = candidates.TakeNext(); ordinal >= 0; ordinal = candidates.TakeNext())
            {
                var rule = _rules[ordinal];
                if (!rule.IsMatch(notificationEvent, nowTicks, ref typed, ref matches))
                    continue;
                matches.Add(rule);
                if (rule.Stop)
                    break;
            }
        }
        finally
        {
            candidates.Return();
        }
    }

    public void MatchCatchAll(NotificationEvent notificationEvent, object? typed, DateTimeOffset now, ref MatchList matches)
    {
        foreach (var rule in _catchAll)
        {
            if (!rule.IsMatch(notificationEvent, now.UtcTicks, ref typed, ref matches))
                continue;
            matches.IsCatchAll = true;
            matches.Add(rule);
            if (rule.Stop)
                break;
        }
    }
}
