namespace Notifications.Handlebars.Rendering;

/// <summary>Which counts take the singular (Unicode CLDR, cardinal rules of the languages whose words come with the package; others as English).</summary>
internal static class PluralRule
{
    public static bool IsOne(double count, string language) => language switch
    {
        "fr" => Math.Abs(count) < 2,
        _ => Math.Abs(count) == 1,
    };
}
