namespace Notifications.PagerDuty;

/// <summary>What an integration key looks like. Errors never repeat it.</summary>
internal static class RoutingKeyRule
{
    private const int Length = 32;

    public static bool IsKey(string? text)
    {
        if (text is not { Length: Length })
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FindError(string? text) => text switch
    {
        null or "" => "is empty",
        { Length: not Length } => $"has {text.Length} characters, and an integration key has {Length}: take that of the integration \"Events API V2\", not a REST API key",
        _ => IsKey(text) ? null : "has characters other than letters and digits",
    };
}
