using Notifications.Configuration;
using Notifications.Publishing;

namespace Notifications.Rendering;

/// <summary>Which of a rule's buttons are under a message about an event.</summary>
internal static class ActionPlan
{
    public static IReadOnlyList<NotificationAction> For(RuleAction[] actions, NotificationEvent e)
    {
        if (actions.Length == 0)
            return [];
        var shown = new List<NotificationAction>(actions.Length);
        foreach (var action in actions)
        {
            if (IsShown(action, e.Status) && Resolve(action, e) is { } resolved)
                shown.Add(resolved);
        }

        return shown;
    }

    // A button to acknowledge what is over would do nothing.
    private static bool IsShown(RuleAction action, NotificationStatus status) =>
        action.Statuses.Count > 0 ? action.Statuses.Contains(status) : action.Name is null || status != NotificationStatus.Resolved;

    private static NotificationAction? Resolve(RuleAction action, NotificationEvent e)
    {
        string? url = null;
        if (action.Name is null)
        {
            url = action.Url ?? (action.UrlLabel is { } label ? e.Labels.GetValueOrDefault(label) : Select(action, e));
            if (!ActionRule.IsUrl(url))
                return null;
        }

        return new NotificationAction { Label = action.Label, Url = url, Name = action.Name, Value = action.Value, Style = action.Style };
    }

    private static string? Select(RuleAction action, NotificationEvent e)
    {
        try
        {
            return action.UrlSelector?.Invoke(e);
        }
#pragma warning disable CA1031 // Whatever a foreign function throws, the message goes out, without this one button.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
