namespace Notifications.Handlebars.Compilation;

/// <summary>Names for which the library keeps places of its own, and the names that blocks' parameters have for it: no parameter may be taken for the loop's own value, for a helper, or for a name in a part.</summary>
internal static class LoopName
{
    private const string Suffix = "_of_block";
    private static readonly string[] All = ["value", "key", "index", "first", "last", "root", "parent"];

    public static bool Is(ReadOnlySpan<char> name)
    {
        foreach (var one in All)
        {
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The name that a block's parameter has for the library.</summary>
    public static string ForLibrary(string parameter) => parameter + Suffix;
}
