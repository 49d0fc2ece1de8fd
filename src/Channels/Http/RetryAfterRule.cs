using System.Net.Http.Headers;

namespace Notifications.Http;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, section 10.2.3) in both forms: seconds and HTTP date.</summary>
internal static class RetryAfterRule
{
    private const double MaxSeconds = 86_400;

    /// <summary>Reads the wait: from 1 second, so that nobody makes us spin, to 24 hours.</summary>
    /// <param name="value">The header's value, or null.</param>
    /// <param name="now">The instant of the answer.</param>
    /// <returns>The wait; null when there is no header or nobody can read it.</returns>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var text = value.AsSpan().Trim();
        if (text.IndexOfAnyExceptInRange('0', '9') < 0)
            return Bound(text.Length > 9 ? MaxSeconds : ParseDigits(text));
        return RetryConditionHeaderValue.TryParse(value, out var parsed) && parsed.Date is { } date ? Bound((date - now).TotalSeconds) : null;
    }

    /// <summary>Reads the wait that an answer asks for.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? Read(values.ToString(), now) : null;

    private static double ParseDigits(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + (digit - '0');
        return number;
    }

    private static TimeSpan Bound(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 1, MaxSeconds));
}
