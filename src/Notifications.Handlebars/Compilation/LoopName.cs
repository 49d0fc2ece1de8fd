namespace Notifications.Handlebars.Compilation;

/// <summary>Names for which the library keeps places of its own: it looks for a block's parameter of such a name where the loop's own value is, and whether that is the same place depends on the hash codes of the process.</summary>
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
    public static string ForLibrary(string parameter) => Is(parameter) ? parameter + Suffix : parameter;
}
