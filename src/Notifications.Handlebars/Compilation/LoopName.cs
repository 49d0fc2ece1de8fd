namespace Notifications.Handlebars.Compilation;

/// <summary>Names under which the library keeps a loop's own values.</summary>
internal static class LoopName
{
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
}
