using Notifications.Routing;

namespace Notifications.Tests.Routing;

/// <summary>What the index must agree with: every rule asked in turn.</summary>
internal static class RuleMatcher
{
    public static string[] NaiveMatch(RuleSet rules, NotificationEvent notificationEvent, DateTimeOffset now)
    {
        var names = Walk(rules, notificationEvent, now, catchAll: false);
        return names.Length > 0 ? names : Walk(rules, notificationEvent, now, catchAll: true);
    }

    private static string[] Walk(RuleSet rules, NotificationEvent notificationEvent, DateTimeOffset now, bool catchAll)
    {
        List<string> names = [];
        MatchList failures = default;
        foreach (var rule in rules.Rules)
        {
            object? typed = null;
            if (!rule.IsEnabled || rule.IsCatchAll != catchAll || !rule.IsMatch(notificationEvent, now.UtcTicks, ref typed, ref failures))
                continue;
            names.Add(rule.Name);
            if (rule.Stop)
                break;
        }

        return [.. names];
    }
}
