namespace Notifications.Slack.Sending;

/// <summary>What a bot can post to: the id of a conversation or a person, or the name of a channel.</summary>
internal static class DestinationRule
{
    private const int MaxName = 80;

    public static bool IsValid(string? destination) =>
        destination is { Length: > 1 and <= MaxName + 1 } && (IsId(destination) || IsName(destination.AsSpan(destination[0] == '#' ? 1 : 0)));

    private static bool IsId(string text) => text[0] is 'C' or 'G' or 'D' or 'U' or 'W' && !text.AsSpan(1).ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    // Lower case, letters of any script, digits, hyphens and underscores; Slack refuses the rest.
    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (c is <= ' ' or '#' or '@' or '&' or '<' or '>' or ',' or '/' or ':' or '"' or '\'' || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsAsciiLetterUpper(c))
                return false;
        }

        return name.Length is > 0 and <= MaxName;
    }
}
