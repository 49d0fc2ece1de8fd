using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Helpers;

internal static class TimeFunctions
{
    private const int MaxFormat = 64;

    /// <summary><c>{{date time "long"}}</c>: a time in the recipient's zone and language.</summary>
    public static object? Date(RenderSession session, HelperArguments arguments)
    {
        var day = arguments.Day(0);
        if (day is null && arguments.Time(0) is null)
            return null;
        var format = arguments.Text(1, "medium");
        if (format.Length is 0 or > MaxFormat || arguments[1] is not (null or string))
            throw arguments.Wrong(1, arguments[1] ?? format, "short, medium, long, date, time, iso or a .NET date format");
        try
        {
            return day is { } whole ? TimeText.Format(whole, format, session.Culture) : session.FormatTime(arguments.Time(0)!.Value, format);
        }
        catch (FormatException)
        {
            throw arguments.Wrong(1, format, "short, medium, long, date, time, iso or a .NET date format");
        }
    }

    /// <summary><c>{{relative time}}</c>: how long ago, counted from the instant at which the message is made; of a day, in days.</summary>
    public static object? Relative(RenderSession session, HelperArguments arguments)
    {
        if (arguments.Day(0) is { } day)
            return TimeText.Relative(session.DaysTo(day), session.Language);
        return arguments.Time(0) is { } time ? TimeText.Relative(time - session.Now, session.Language) : null;
    }

    /// <summary><c>{{duration seconds}}</c>: how long something takes.</summary>
    public static object? Duration(RenderSession session, HelperArguments arguments)
    {
        if (arguments.Number(0) is not { } seconds)
            return null;
        return Math.Abs(seconds) < 1e11 ? TimeText.Duration(TimeSpan.FromSeconds(seconds), session.Language) : throw arguments.Wrong(0, seconds, "seconds");
    }
}
