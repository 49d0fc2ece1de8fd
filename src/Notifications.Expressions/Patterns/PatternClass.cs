using System.Collections.Frozen;

namespace Notifications.Expressions.Patterns;

/// <summary>The named classes of RE2; unlike those of .NET they are ASCII.</summary>
internal static class PatternClass
{
    private static readonly FrozenDictionary<string, (int From, int To)[]> s_named = new Dictionary<string, (int, int)[]>
    {
        ["d"] = [('0', '9')],
        ["w"] = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        ["s"] = [('\t', '\n'), ('\f', '\r'), (' ', ' ')],
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 0x7F)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 0x1F), (0x7F, 0x7F)],
        ["digit"] = [('0', '9')],
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm",
        "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co");

    public static bool IsCategory(string name) => s_categories.Contains(name);

    public static bool TryAdd(CodePointSet set, string name, bool isNegated)
    {
        if (!s_named.TryGetValue(name, out var ranges))
            return false;
        if (isNegated)
        {
            set.AddComplement(ranges);
            return true;
        }

        foreach (var (from, to) in ranges)
            set.Add(from, to);
        return true;
    }
}
