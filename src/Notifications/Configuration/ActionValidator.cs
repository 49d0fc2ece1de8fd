using Notifications.Publishing;

namespace Notifications.Configuration;

/// <summary>Checks the buttons of rules, by what is known of them before there is an event.</summary>
internal static class ActionValidator
{
    private const string AnyUrl = "https://example.com/";

    public static void Validate(IList<RuleAction> actions, string path, ErrorList errors)
    {
        if (actions.Count > ActionRule.MaxActions)
            errors.Add(path, $"{actions.Count:N0} buttons, at most {ActionRule.MaxActions} are allowed; lead to a page that has the others");
        for (var i = 0; i < actions.Count; i++)
            Validate(actions[i], $"{path}:{i}", errors);
    }

    private static void Validate(RuleAction action, string path, ErrorList errors)
    {
        var urls = (action.Url is null ? 0 : 1) + (action.UrlSelector is null ? 0 : 1) + (action.UrlLabel is null ? 0 : 1);
        if (urls > 1)
        {
            errors.Add(path, $"the button '{action.Label}' says in several ways where it leads; give Url, UrlLabel or a function");
            return;
        }

        if (action.UrlLabel is { Length: 0 })
            errors.Add($"{path}:UrlLabel", "the label is empty; name the label of the event that has the address");
        var shown = new NotificationAction
        {
            Label = action.Label,
            Url = action.Url ?? (urls == 1 ? AnyUrl : null),
            Name = action.Name,
            Value = action.Value,
            Style = action.Style,
        };
        if (ActionRule.Check(string.Empty, [shown]) is { } error)
            errors.Add(path, error.Message);
        foreach (var status in action.Statuses)
        {
            if (!Enum.IsDefined(status))
                errors.Add($"{path}:Statuses", $"'{status}' is not valid; write one of {string.Join(", ", Enum.GetNames<NotificationStatus>())}");
        }
    }
}
