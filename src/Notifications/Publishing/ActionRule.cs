namespace Notifications.Publishing;

/// <summary>What a button has to look like to be taken: bounded, since it is stored with the message.</summary>
internal static class ActionRule
{
    public const int MaxActions = 25;
    public const int MaxLabel = 75;
    public const int MaxUrl = 2_048;
    public const int MaxName = 64;
    public const int MaxValue = 512;

    public static NotificationError? Check(string where, IReadOnlyList<NotificationAction>? actions)
    {
        if (actions is null)
            return Invalid($"{where}Actions is null: leave it out, or give an empty list.");
        if (actions.Count > MaxActions)
            return Invalid($"{where}Actions has {actions.Count} entries, at most {MaxActions} are allowed: lead to a page that has the others.");
        foreach (var action in actions)
        {
            if (CheckOne($"{where}Actions[]", action) is { } error)
                return error;
        }

        return null;
    }

    public static bool IsUrl(string? url) =>
        url is { Length: > 0 and <= MaxUrl } && EventRule.CheckText(string.Empty, url, MaxUrl) is null
        && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)

        // Everybody who gets the message would have what stands there, or be led elsewhere than it seems.
        && uri.UserInfo.Length == 0;

    private static NotificationError? CheckOne(string where, NotificationAction? action)
    {
        if (action is null)
            return Invalid($"{where} has a null: leave it out.");
        if (string.IsNullOrWhiteSpace(action.Label))
            return Invalid($"{where}.Label is missing: write on the button what it does.");
        if (action.Url is null == action.Name is null)
            return Invalid($"{where} '{action.Label}' has {(action.Url is null ? "neither a Url nor" : "both a Url and")} a Name: give the Url of a link, or the Name of an action.");
        if (action.Url is not null && !IsUrl(action.Url))
            return Invalid($"{where}.Url is no absolute http or https address of at most {MaxUrl} characters without user information: write for example \"https://example.com/incidents/42\".");
        if (action.Name is { } name && !IsName(name))
            return Invalid($"{where}.Name is no name: use 1 to {MaxName} letters, digits and ._-.");
        if (action.Style > NotificationActionStyle.Danger)
            return Invalid($"{where}.Style is {(int)action.Style}: use Default (0) to Danger (2).");
        return EventRule.CheckText($"{where}.Label", action.Label, MaxLabel * 2)
            ?? (action.Label.EnumerateRunes().Count() > MaxLabel ? Invalid($"{where}.Label has more than {MaxLabel} characters: shorten it.") : null)
            ?? EventRule.CheckText($"{where}.Value", action.Value, MaxValue);
    }

    private static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }

        return name.Length is > 0 and <= MaxName;
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidRequest, message);
}
