using System.Globalization;
using System.Text;

namespace Notifications.Tracking;

/// <summary>What history says of an attempt: the provider's words, and which of several recipients did not get it.</summary>
internal static class AttemptReason
{
    /// <summary>Beyond it the rest is only counted: a hundred refusals fill no history.</summary>
    public const int MaxLength = 2_000;

    public static string? Of(DeliveryResult result)
    {
        var failures = result.Failures;
        if (failures.Count == 0 || (failures.Count == 1 && result.Reason is not null))
            return result.Reason;
        var text = new StringBuilder(result.Reason).Append(result.Reason is null ? "not for " : "; not for ");
        for (var i = 0; i < failures.Count; i++)
        {
            var (address, reason) = failures[i];
            if (i > 0 && text.Length + address.Length + reason.Length > MaxLength)
                return text.Append(CultureInfo.InvariantCulture, $" and {failures.Count - i} more").ToString();
            text.Append(i > 0 ? ", " : string.Empty).Append(address).Append(" (").Append(reason).Append(')');
        }

        return text.ToString();
    }
}
