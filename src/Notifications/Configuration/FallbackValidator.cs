namespace Notifications.Configuration;

/// <summary>Finds fallbacks that come back to where they began, among channels and between rules and channels.</summary>
internal static class FallbackValidator
{
    public static void Validate(ConfigurationDraft draft, ErrorList errors)
    {
        HashSet<string> told = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in draft.Channels.Keys.Order(StringComparer.Ordinal))
        {
            if (!told.Contains(name) && Walk(draft, name, name) is { } cycle)
            {
                told.UnionWith(cycle);
                errors.Add($"Channels:{name}:Fallback", Describe(name, cycle));
            }
        }

        foreach (var rule in draft.Rules.Values)
        {
            for (var i = 0; i < rule.Fallback.Count; i++)
                CheckRule(draft, rule, i, errors);
        }
    }

    private static void CheckRule(ConfigurationDraft draft, RuleDocument rule, int index, ErrorList errors)
    {
        var fallback = rule.Fallback[index];
        var path = $"Rules:{rule.Name}:Fallback:{index}";
        foreach (var target in rule.Targets.Concat(rule.Fallback.Take(index)))
        {
            if (target == fallback)
            {
                errors.Add(path, $"'{fallback}' was tried before, as a target or an earlier fallback; name another place or remove it");
                return;
            }

            // A rule's fallback that fails goes on with its channel's.
            if (target.Channel is { } channel && fallback.Channel is { } next && !string.Equals(channel, next, StringComparison.OrdinalIgnoreCase)
                && Walk(draft, next, channel) is { } way)
            {
                errors.Add(path, Describe(channel, [next, .. way]));
                return;
            }
        }
    }

    private static string Describe(string from, IEnumerable<string> way) =>
        $"the fallbacks go in a circle: {from} → {string.Join(" → ", way)}; remove one of them";

    /// <summary>The way from one channel to another over channel fallbacks, breadth first; null when there is none.</summary>
    private static List<string>? Walk(ConfigurationDraft draft, string from, string to)
    {
        Dictionary<string, string> cameFrom = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> open = new([from]);
        while (open.TryDequeue(out var channel))
        {
            if (!draft.Channels.TryGetValue(channel, out var options))
                continue;
            foreach (var target in options.Fallback)
            {
                if (target.Channel is not { } next || !cameFrom.TryAdd(next, channel))
                    continue;
                if (string.Equals(next, to, StringComparison.OrdinalIgnoreCase))
                    return Trace(cameFrom, from, next);
                open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<string> Trace(Dictionary<string, string> cameFrom, string from, string to)
    {
        List<string> way = [to];
        for (var at = cameFrom[to]; !string.Equals(at, from, StringComparison.OrdinalIgnoreCase); at = cameFrom[at])
            way.Insert(0, at);
        return way;
    }
}
