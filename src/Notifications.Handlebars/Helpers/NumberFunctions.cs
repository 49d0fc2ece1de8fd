using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Helpers;

internal static class NumberFunctions
{
    /// <summary><c>{{number value 2}}</c>: a number in the recipient's language, with that many decimals, or as many as it has.</summary>
    public static object? Number(RenderSession session, HelperArguments arguments)
    {
        if (arguments.Number(0) is not { } number)
            return null;
        var format = arguments[1] is null ? "#,0.######" : $"N{arguments.Whole(1, 0, 15)}";
        return arguments.Exact(0) is { } exact ? exact.ToString(format, session.Culture) : number.ToString(format, session.Culture);
    }

    /// <summary><c>{{plural count "event" "events"}}</c>: the word that the count takes in the recipient's language.</summary>
    public static object? Plural(RenderSession session, HelperArguments arguments) =>
        arguments.Text(PluralRule.IsOne(arguments.Number(0) ?? 0, session.Language) ? 1 : 2);
}
