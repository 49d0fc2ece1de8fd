using System.Globalization;
using System.Text;
using Notifications.Dispatch;

namespace Notifications.Tracking;

/// <summary>What history says of an attempt: the provider's words, and which of several recipients did not get it.</summary>
internal static class AttemptReason
{
    /// <summary>Beyond it the rest is only counted: a hundred refusals fill no history.</summary>
    public const int MaxLength = 2_000;

    public static string? Of(DeliveryResult result) => Of(result, null);

    /// <param name="result">The answer.</param>
    /// <param name="only">For whom alone the attempt was; null when it was for all.</param>
    public static string? Of(DeliveryResult result, RemainingRecipients? only)
    {
        var failures = result.Failures;
        var says = result.Reason;
        if (only is not null)
            says = "only for " + Join(only.Waiting) + (says is null ? string.Empty : ": " + says);
        if (failures.Count == 0 || (failures.Count == 1 && says is not null && (only is null || only.Waiting.Count == 1)))
            return says;
        var text = new StringBuilder(says).Append(says is null ? "not for " : "; not for ");
        for (var i = 0; i < failures.Count; i++)
        {
            var (address, reason) = failures[i];
            if (i > 0 && text.Length + address.Length + reason.Length > MaxLength)
                return text.Append(CultureInfo.InvariantCulture, $" and {failures.Count - i} more").ToString();
            text.Append(i > 0 ? ", " : string.Empty).Append(address).Append(" (").Append(reason).Append(')');
        }

        return text.ToString();
    }

    private static string Join(IReadOnlyList<string> addresses)
    {
        const int Most = MaxLength / 2;
        var text = new StringBuilder();
        for (var i = 0; i < addresses.Count; i++)
        {
            if (i > 0 && text.Length + addresses[i].Length > Most)
                return text.Append(CultureInfo.InvariantCulture, $" and {addresses.Count - i} more").ToString();
            text.Append(i > 0 ? ", " : string.Empty).Append(addresses[i]);
        }

        return text.ToString();
    }
}
