namespace Notifications.Rendering;

/// <summary>What a language tag looks like (RFC 5646, section 2.1, "well-formed"): <c>fr</c>, <c>fr-CA</c>, <c>zh-Hant-TW</c>, <c>de-DE-1996</c>, <c>en-u-hc-h23</c>.</summary>
internal static class LanguageTagRule
{
    /// <summary>The longest tag that everybody can hold (RFC 5646, section 4.4.1).</summary>
    public const int MaxLength = 35;

    private const int MaxExtended = 3;

    public static bool IsTag(string? tag)
    {
        if (tag is not { Length: >= 2 and <= MaxLength })
            return false;
        var rest = tag.AsSpan();
        var part = Next(ref rest);
        if (IsPrivate(part))
            return AreAll(rest, 1);
        if (!IsLetters(part, 2, 8))
            return false;
        var mayExtend = part.Length <= 3;
        part = Next(ref rest);
        for (var extended = 0; mayExtend && extended < MaxExtended && IsLetters(part, 3, 3); extended++)
            part = Next(ref rest);
        if (IsLetters(part, 4, 4))
            part = Next(ref rest);
        if (IsLetters(part, 2, 2) || IsDigits(part))
            part = Next(ref rest);
        while (IsVariant(part))
            part = Next(ref rest);
        while (part.Length == 1 && !IsPrivate(part) && char.IsAsciiLetterOrDigit(part[0]))
        {
            part = Next(ref rest);
            if (!IsAlphanumeric(part, 2))
                return false;
            while (IsAlphanumeric(part, 2))
                part = Next(ref rest);
        }

        return IsPrivate(part) ? AreAll(rest, 1) : part.IsEmpty && rest.IsEmpty;
    }

    // What stands before the next hyphen. After the last part comes an empty one; an empty part within a tag is made one that fits nowhere.
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var hyphen = rest.IndexOf('-');
        var part = hyphen < 0 ? rest : rest[..hyphen];
        var isBroken = hyphen >= 0 && (part.IsEmpty || hyphen + 1 == rest.Length);
        rest = hyphen < 0 ? [] : rest[(hyphen + 1)..];
        return isBroken ? "-" : part;
    }

    private static bool AreAll(ReadOnlySpan<char> rest, int shortest)
    {
        var any = false;
        while (!rest.IsEmpty)
        {
            if (!IsAlphanumeric(Next(ref rest), shortest))
                return false;
            any = true;
        }

        return any;
    }

    private static bool IsPrivate(ReadOnlySpan<char> part) => part is "x" or "X";

    private static bool IsVariant(ReadOnlySpan<char> part) =>
        IsAlphanumeric(part, 5) || (part.Length == 4 && char.IsAsciiDigit(part[0]) && IsAlphanumeric(part, 4));

    private static bool IsDigits(ReadOnlySpan<char> part) => part.Length == 3 && !part.ContainsAnyExceptInRange('0', '9');

    private static bool IsLetters(ReadOnlySpan<char> part, int shortest, int longest)
    {
        if (part.Length < shortest || part.Length > longest)
            return false;
        foreach (var c in part)
        {
            if (!char.IsAsciiLetter(c))
                return false;
        }

        return true;
    }

    private static bool IsAlphanumeric(ReadOnlySpan<char> part, int shortest)
    {
        if (part.Length < shortest || part.Length > 8)
            return false;
        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }
}
