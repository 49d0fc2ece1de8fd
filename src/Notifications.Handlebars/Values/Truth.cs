using HandlebarsDotNet;

namespace Notifications.Handlebars.Values;

/// <summary>What counts as something, as in handlebars.js: not null, false, 0, the empty text or the empty list.</summary>
internal static class Truth
{
    public static bool Of(object? value, bool includeZero = false) => value switch
    {
        string text => text.Length > 0,
        TemplateObject => true,
        TemplateList list => list.Count > 0,
        _ => HandlebarsUtils.IsTruthyOrNonEmpty(value, includeZero),
    };
}
