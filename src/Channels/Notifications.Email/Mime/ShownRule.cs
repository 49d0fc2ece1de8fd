using System.Buffers;

namespace Notifications.Email.Mime;

/// <summary>Whether a content shows an address itself, and not only one that begins like it.</summary>
internal static class ShownRule
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("<>\"'`()[]{}|\\^");
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".,;:!?");

    public static bool IsShown(string content, string address, StringComparison comparison = StringComparison.Ordinal)
    {
        for (var at = content.IndexOf(address, comparison); at >= 0; at = content.IndexOf(address, at + 1, comparison))
        {
            if (IsEnd(content.AsSpan(at + address.Length)))
                return true;
        }

        return false;
    }

    // A full stop ends an address only where nothing goes on behind it.
    private static bool IsEnd(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || char.IsWhiteSpace(rest[0]) || Ends.Contains(rest[0]) || (Punctuation.Contains(rest[0]) && IsEnd(rest[1..]));
}
