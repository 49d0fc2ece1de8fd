using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Helpers;

internal static class LogicFunctions
{
    /// <summary><c>{{lookup object name}}</c>: a member by a name, or of a list by its number.</summary>
    public static object? Lookup(RenderSession session, HelperArguments arguments) =>
        ValueAccessor.TryGet(arguments[0], arguments.Text(1), out var value) ? value : null;

    /// <summary><c>{{#if (has value)}}</c>: there is something to show. Unlike <c>if</c> alone, 0 and false are.</summary>
    public static object? Has(RenderSession session, HelperArguments arguments) => arguments[0] switch
    {
        null => false,
        string text => text.Length > 0,
        long or int or double or bool => true,
        var other => Truth.Of(other),
    };

    public static object? Equal(RenderSession session, HelperArguments arguments) => AreEqual(arguments);

    public static object? NotEqual(RenderSession session, HelperArguments arguments) => !AreEqual(arguments);

    public static object? Less(RenderSession session, HelperArguments arguments) => arguments.Number(0) < arguments.Number(1);

    public static object? Greater(RenderSession session, HelperArguments arguments) => arguments.Number(0) > arguments.Number(1);

    public static object? And(RenderSession session, HelperArguments arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!Truth.Of(arguments[i]))
                return false;
        }

        return true;
    }

    public static object? Or(RenderSession session, HelperArguments arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Truth.Of(arguments[i]))
                return true;
        }

        return false;
    }

    public static object? Not(RenderSession session, HelperArguments arguments) => !Truth.Of(arguments[0]);

    private static bool AreEqual(in HelperArguments arguments) => arguments[0] is long or double or int && arguments[1] is long or double or int
        ? arguments.Number(0) == arguments.Number(1)
        : string.Equals(ValueText.Of(arguments[0]), ValueText.Of(arguments[1]), StringComparison.Ordinal);
}
