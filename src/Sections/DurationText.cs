using System.Globalization;

namespace Notifications.Sections;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>7d</c>, or .NET's <c>hh:mm:ss</c>.</summary>
/// <remarks>A bare number is refused: .NET would read <c>30</c> as thirty days.</remarks>
internal static class DurationText
{
    public const string Form = "a number with ms, s, m, h or d, such as '30s', or 'hh:mm:ss'";

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Contains(':'))
            return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration);
        var letters = trimmed.IndexOfAnyExcept("0123456789.");
        if (letters <= 0 || !double.TryParse(trimmed[..letters], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var unit = trimmed[letters..].Trim() switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" or "min" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0,
        };
        if (unit == 0 || number * unit > long.MaxValue / 2)
            return false;
        duration = TimeSpan.FromTicks((long)(number * unit));
        return true;
    }

    public static string Write(TimeSpan value) => value switch
    {
        _ when value == TimeSpan.Zero => "0s",
        _ when value.Ticks % TimeSpan.TicksPerDay == 0 => Write(value.TotalDays, "d"),
        _ when value.Ticks % TimeSpan.TicksPerHour == 0 => Write(value.TotalHours, "h"),
        _ when value.Ticks % TimeSpan.TicksPerMinute == 0 => Write(value.TotalMinutes, "m"),
        _ when value.Ticks % TimeSpan.TicksPerSecond == 0 => Write(value.TotalSeconds, "s"),
        _ => Write(value.TotalMilliseconds, "ms"),
    };

    private static string Write(double number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
