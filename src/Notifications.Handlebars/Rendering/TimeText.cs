using System.Globalization;

namespace Notifications.Handlebars.Rendering;

/// <summary>Times and spans of time in words.</summary>
internal static class TimeText
{
    public static string Format(DateTimeOffset local, string format, CultureInfo culture, TimeZoneInfo zone)
    {
        try
        {
            return Print(local, format, culture, zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Print(local, format, Gregorian(culture), zone);
        }
    }

    /// <summary>A day that has no time: none is shown, unless a format of one's own asks for midnight.</summary>
    public static string Format(DateOnly day, string format, CultureInfo culture)
    {
        try
        {
            return Print(day, format, culture);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Print(day, format, Gregorian(culture));
        }
    }

    private static string Print(DateTimeOffset local, string format, CultureInfo culture, TimeZoneInfo zone) => format switch
    {
        "short" => $"{local.ToString(DayPattern.Of(culture), culture)} {local.ToString("t", culture)}",
        "medium" => $"{local.ToString(DayPattern.Of(culture), culture)} {local.ToString("T", culture)} {ZoneName(local, zone)}",
        "long" => $"{local.ToString("D", culture)} {local.ToString("t", culture)} {ZoneName(local, zone)}",
        "date" => local.ToString(DayPattern.Of(culture), culture),
        "time" => local.ToString("t", culture),
        "iso" => local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        _ => local.ToString(format.Length == 1 ? "%" + format : format, culture),
    };

    private static string Print(DateOnly day, string format, CultureInfo culture) => format switch
    {
        "short" or "medium" or "date" => day.ToString(DayPattern.Of(culture), culture),
        "long" => day.ToString("D", culture),
        "time" => string.Empty,
        "iso" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => day.ToDateTime(TimeOnly.MinValue).ToString(format.Length == 1 ? "%" + format : format, culture),
    };

    /// <summary>How long before or after the instant something is: <c>5 minutes ago</c>.</summary>
    public static string Relative(TimeSpan span, string language)
    {
        var (count, unit) = Largest(span.Duration());
        if (count == 0)
            return language == "fr" ? "à l’instant" : "just now";
        var amount = Amount(count, unit, language);
        if (language == "fr")
            return span > TimeSpan.Zero ? $"dans {amount}" : $"il y a {amount}";
        return span > TimeSpan.Zero ? $"in {amount}" : $"{amount} ago";
    }

    /// <summary>How far a day is from the one at hand: <c>tomorrow</c>.</summary>
    public static string Relative(int days, string language) => (days, language == "fr") switch
    {
        (0, false) => "today",
        (1, false) => "tomorrow",
        (-1, false) => "yesterday",
        (0, true) => "aujourd’hui",
        (1, true) => "demain",
        (-1, true) => "hier",
        _ => Relative(TimeSpan.FromDays(days), language),
    };

    /// <summary>How long something takes, in its two largest units: <c>1 hour 5 minutes</c>.</summary>
    public static string Duration(TimeSpan span, string language)
    {
        span = span.Duration();
        var (count, unit) = Largest(span);
        if (count == 0 && span > TimeSpan.Zero)
            return language == "fr" ? "moins d’une seconde" : "less than a second";
        if (count == 0)
            return Amount(0, 0, language);
        var rest = span - Ticks(count, unit);
        var next = unit == 0 ? 0 : (long)(rest / Ticks(1, unit - 1));
        return next == 0 ? Amount(count, unit, language) : $"{Amount(count, unit, language)} {Amount(next, unit - 1, language)}";
    }

    /// <summary>The culture with the calendar that reaches all days: Umm al-Qura, that of ar-SA, ends in 2077.</summary>
    private static CultureInfo Gregorian(CultureInfo culture)
    {
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is not { } calendar)
            return CultureInfo.InvariantCulture;
        var copy = (CultureInfo)culture.Clone();
        copy.DateTimeFormat.Calendar = calendar;
        return copy;
    }

    private static string ZoneName(DateTimeOffset local, TimeZoneInfo zone)
    {
        if (local.Offset == TimeSpan.Zero && zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime)
            return "UTC";
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(local.Offset < TimeSpan.Zero ? '-' : '+')}{local.Offset:hh\\:mm}");
    }

    private static (long Count, int Unit) Largest(TimeSpan span)
    {
        for (var unit = 3; unit >= 0; unit--)
        {
            if (span >= Ticks(1, unit))
                return ((long)(span / Ticks(1, unit)), unit);
        }

        return (0, 0);
    }

    private static TimeSpan Ticks(long count, int unit) => count * (unit switch
    {
        0 => TimeSpan.FromSeconds(1),
        1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    });

    private static string Amount(long count, int unit, string language)
    {
        var name = (unit, language == "fr") switch
        {
            (0, false) => "second",
            (1, false) => "minute",
            (2, false) => "hour",
            (_, false) => "day",
            (0, true) => "seconde",
            (1, true) => "minute",
            (2, true) => "heure",
            (_, true) => "jour",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{(language == "fr" ? '\u00a0' : ' ')}{name}{(PluralRule.IsOne(count, language) ? string.Empty : "s")}");
    }
}
