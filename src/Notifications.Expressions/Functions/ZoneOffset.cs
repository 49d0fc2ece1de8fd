namespace Notifications.Expressions.Functions;

/// <summary>Time zones: names of the IANA database, and offsets such as <c>+02:00</c>, <c>-09:30</c>, <c>02:00</c>.</summary>
internal static class ZoneOffset
{
    /// <summary>The local time; <see langword="null"/> where it would leave the years 1 to 9999.</summary>
    public static bool TryFind(string zone, DateTime utc, out DateTime? local)
    {
        TimeSpan offset;
        local = null;
        if (!TryRead(zone, out offset))
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
                return false;
            offset = found.GetUtcOffset(utc);
        }

        var ticks = utc.Ticks + offset.Ticks;
        if (ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
            local = new DateTime(ticks);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        if (isNegative || text.StartsWith("+", StringComparison.Ordinal))
            text = text[1..];
        if (text.Length != 5 || text[2] != ':' || text.Count(':') != 1 || text.ContainsAnyExceptInRange('0', ':'))
            return false;
        var minutes = (((text[0] - '0') * 10) + text[1] - '0') * 60 + ((text[3] - '0') * 10) + text[4] - '0';
        offset = TimeSpan.FromMinutes(isNegative ? -minutes : minutes);
        return true;
    }
}
