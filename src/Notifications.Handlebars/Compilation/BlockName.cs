namespace Notifications.Handlebars.Compilation;

/// <summary>The names that blocks give, <c>as |row index|</c>, as the library gets them: it would take them for a helper or for the loop's own value, and find them in parts too, in any case, before what is given to those.</summary>
internal static class BlockName
{
    private const string Suffix = "_of_block";

    public static string ForLibrary(string name) => name + Suffix;

    public static bool Is(string name) => name.EndsWith(Suffix, StringComparison.Ordinal);
}
