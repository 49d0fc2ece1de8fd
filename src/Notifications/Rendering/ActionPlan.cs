using Notifications.Configuration;
using Notifications.Publishing;

namespace Notifications.Rendering;

/// <summary>Which of a rule's buttons are under a message about an event.</summary>
internal static class ActionPlan
{
    /// <summary>Decides.</summary>
    /// <param name="actions">The rule's buttons.</param>
    /// <param name="e">The event.</param>
    /// <param name="problems">Why buttons that should be there are not; null when none is missing.</param>
    public static IReadOnlyList<NotificationAction> For(RuleAction[] actions, NotificationEvent e, out List<string>? problems)
    {
        problems = null;
        if (actions.Length == 0)
            return [];
        var shown = new List<NotificationAction>(actions.Length);
        foreach (var action in actions)
        {
            if (!IsShown(action, e.Status))
                continue;
            if (Resolve(action, e, out var problem) is { } resolved)
                shown.Add(resolved);
            else if (problem is not null)
                (problems ??= []).Add($"'{action.Label}': {problem}");
        }

        return shown;
    }

    // A button to acknowledge what is over would do nothing.
    private static bool IsShown(RuleAction action, NotificationStatus status) =>
        action.Statuses.Count > 0 ? action.Statuses.Contains(status) : action.Name is null || status != NotificationStatus.Resolved;

    private static NotificationAction? Resolve(RuleAction action, NotificationEvent e, out string? problem)
    {
        problem = null;
        string? url = null;
        if (action.Name is null)
        {
            url = action.Url ?? (action.UrlLabel is { } label ? e.Labels.GetValueOrDefault(label) : Select(action, e, out problem));

            // An event without an address has no such button; one with another kind of address is somebody's mistake, or an attack.
            if (string.IsNullOrEmpty(url))
                return null;
            if (!ActionRule.IsUrl(url))
            {
                problem = $"what the event gives is no absolute http or https address of at most {ActionRule.MaxUrl} characters without user information";
                return null;
            }
        }

        return new NotificationAction { Label = action.Label, Url = url, Name = action.Name, Value = action.Value, Style = action.Style };
    }

    private static string? Select(RuleAction action, NotificationEvent e, out string? problem)
    {
        problem = null;
        try
        {
            return action.UrlSelector?.Invoke(e);
        }
#pragma warning disable CA1031 // Whatever a foreign function throws, the message goes out, without this one button.
        catch (Exception error)
#pragma warning restore CA1031
        {
            problem = $"its function threw {error.GetType().Name}";
            return null;
        }
    }
}
