using System.Buffers;
using System.Collections.Frozen;

namespace Notifications.Webhooks;

/// <summary>Which headers a user may add. Errors never repeat a value.</summary>
internal static class HeaderRule
{
    private const int MaxValueLength = 8192;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Allow", "Connection", "Expect", "Expires", "Host", "Keep-Alive", "Last-Modified", "Proxy-Authorization", "Proxy-Connection",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade", "traceparent", "tracestate",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what is wrong with a name, or null.</summary>
    public static string? FindNameError(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.AsSpan().IndexOfAnyExcept(Token) >= 0)
            return "is no header name (RFC 9110: letters, digits and !#$%&'*+-.^_`|~)";
        if (Reserved.Contains(name) || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            return "is set by the channel or by HTTP itself; remove it";
        return null;
    }

    /// <summary>Says what is wrong with a value, or null.</summary>
    public static string? FindValueError(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MaxValueLength)
            return $"is empty or longer than {MaxValueLength:N0} characters";
        return value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || value[0] == ' ' || value[^1] == ' '
            ? "has line breaks, control characters, characters outside ASCII, or spaces at its ends"
            : null;
    }
}
