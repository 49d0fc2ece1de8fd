using System.Text;

namespace Notifications.Email.Mime;

/// <summary>What may stand between the angle brackets of a Message-ID (RFC 5322, section 3.6.4).</summary>
internal static class MessageIdRule
{
    private const int MaxLength = 250;

    public static bool IsValid(string? id)
    {
        if (id is not { Length: > 4 and <= MaxLength } || id[0] != '<' || id[^1] != '>' || !Ascii.IsValid(id))
            return false;
        var inner = id.AsSpan(1, id.Length - 2);
        var at = inner.IndexOf('@');
        return at > 0 && LocalPartRule.IsDotAtom(inner[..at]) && LocalPartRule.IsDotAtom(inner[(at + 1)..]);
    }

    public static bool IsContentId(string id) => id.Length <= MaxLength && Ascii.IsValid(id) && id.AsSpan().IndexOfAny('<', '>', ' ') < 0 && !id.Any(char.IsControl);
}
