namespace Notifications.Routing;

/// <summary>The compiled rules as a host's own router sees them, about one event.</summary>
internal sealed class RoutingRules(RuleSet rules, NotificationEvent notificationEvent, object? typed, DateTimeOffset now) : IRoutingRules
{
    private string[]? _names;

    public IReadOnlyList<string> Names => _names ??= ListNames();

    public bool Matches(string name)
    {
        MatchList matches = default;
        var value = typed;
        return rules.TryGet(name, out var rule) && rule.IsEnabled && rule.IsMatch(notificationEvent, now.UtcTicks, ref value, ref matches);
    }

    public IReadOnlyList<string> Match()
    {
        MatchList matches = default;
        rules.MatchOrdinary(notificationEvent, typed, now, ref matches);
        var names = new string[matches.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = matches[i].Name;
        return names;
    }

    private string[] ListNames()
    {
        List<string> names = [];
        foreach (var rule in rules.Rules)
        {
            if (rule.IsEnabled && !rule.IsCatchAll)
                names.Add(rule.Name);
        }

        foreach (var rule in rules.Rules)
        {
            if (rule.IsEnabled && rule.IsCatchAll)
                names.Add(rule.Name);
        }

        return [.. names];
    }
}
