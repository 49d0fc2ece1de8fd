using System.Security.Cryptography;
using System.Text;

namespace Notifications.PagerDuty.Events;

/// <summary>The key by which PagerDuty knows an alert: the correlation key, and the tenant before it. Different (tenant, key) never give the same.</summary>
internal static class DedupKeyRule
{
    /// <summary>PagerDuty's limit is 255 characters; counted as bytes, so that it holds however they are counted.</summary>
    private const int MaxBytes = 255;
    private const char Separator = '|';

    /// <summary>The key: the same for all attempts and for all that is told about one thing. Without a correlation key it is the delivery's own.</summary>
    public static string Of(ChannelMessage message)
    {
        var key = message.CorrelationKey;
        if (string.IsNullOrEmpty(key))
            key = message.IdempotencyKey.Length > 0 ? message.IdempotencyKey : message.DeliveryId.ToString();
        return Of(message.Event.TenantId, key);
    }

    public static string Of(string? tenant, string key)
    {
        // Three forms that exclude each other: "key" without a separator, "|key" with one, "tenant|key" where the tenant has none.
        var text = string.IsNullOrEmpty(tenant)
            ? key.Contains(Separator, StringComparison.Ordinal) ? Separator + key : key
            : $"{Escape(tenant)}{Separator}{key}";
        return Fits(text) ? text : Hash(text);
    }

    private static string Escape(string tenant) =>
        tenant.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);

    private static bool Fits(string text)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            // The replacement character also stands for what is no Unicode.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }

    // None of the three forms: a separator at the start, and none after it.
    private static string Hash(string text) => $"{Separator}sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)))}";
}
