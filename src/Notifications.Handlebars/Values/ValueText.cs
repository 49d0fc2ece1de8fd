using System.Globalization;

namespace Notifications.Handlebars.Values;

/// <summary>How values are printed that no helper formats: as JavaScript prints them.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        SafeText safe => safe.Value,
        bool truth => truth ? "true" : "false",
        double number => Number(number),
        DateTimeOffset time => Rendering.RenderSession.Current is { } session ? session.FormatTime(time, "medium") : time.ToString("O", CultureInfo.InvariantCulture),
        TemplateObject or TemplateList => value.ToString()!,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        HandlebarsDotNet.UndefinedBindingResult => string.Empty,
        _ => "[object Object]",
    };

    private static string Number(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        if (number == 0)
            return "0";
        var size = Math.Abs(number);
        if (size is >= 1e21 or < 1e-6)
        {
            var text = number.ToString("E16", CultureInfo.InvariantCulture);
            var shortest = number.ToString("R", CultureInfo.InvariantCulture);
            var at = shortest.IndexOf('E', StringComparison.Ordinal);
            if (at < 0)
                return text;
            var exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"{shortest.AsSpan(0, at)}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
        }

        var plain = number.ToString("R", CultureInfo.InvariantCulture);
        return plain.Contains('E', StringComparison.Ordinal) ? decimal.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : plain;
    }

    /// <summary>The shortest digits that are the number, where a decimal can hold them: a cast keeps 15 of 17.</summary>
    public static decimal? Exact(double number) => Math.Abs(number) is < 1e28 and (0 or > 1e-11)
        ? decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;
}
