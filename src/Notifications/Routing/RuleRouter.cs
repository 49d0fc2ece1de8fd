using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>Routes by the compiled rules, or asks the host's own router when one is registered.</summary>
internal sealed class RuleRouter
{
    private readonly INotificationRouter? _custom;

    public RuleRouter(INotificationRouter? custom = null) => _custom = custom;

    /// <summary>Finds the rules that apply to an event.</summary>
    /// <param name="rules">The rules in force.</param>
    /// <param name="notificationEvent">The event.</param>
    /// <param name="typed">The object as which it was published, if it was.</param>
    /// <param name="now">The instant to decide at.</param>
    /// <param name="matches">Takes the matches; empty at the call.</param>
    public void Route(RuleSet rules, NotificationEvent notificationEvent, object? typed, DateTimeOffset now, ref MatchList matches)
    {
        if (_custom is null)
            rules.Match(notificationEvent, typed, now, ref matches);
        else
            Ask(_custom, rules, notificationEvent, typed, now, ref matches);
    }

    private static void Ask(
        INotificationRouter router, RuleSet rules, NotificationEvent notificationEvent, object? typed, DateTimeOffset now, ref MatchList matches)
    {
        IReadOnlyList<string> names;
        try
        {
            names = router.Route(notificationEvent, now, new RoutingRules(rules, notificationEvent, typed, now)) ?? [];
        }
        catch (Exception e)
        {
            matches.AddFailure(null, $"{router.GetType().Name} failed, the built-in router took over. {e.GetType().Name}: {e.Message}");
            rules.Match(notificationEvent, typed, now, ref matches);
            return;
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (!rules.TryGet(name, out var rule) || !rule.IsEnabled)
                matches.AddFailure(null, $"{router.GetType().Name} named the rule '{name}', which is not configured or not enabled.");
            else if (seen.Add(name))
                matches.Add(rule);
        }

        if (matches.Count == 0)
            rules.MatchCatchAll(notificationEvent, typed, now, ref matches);
    }
}
