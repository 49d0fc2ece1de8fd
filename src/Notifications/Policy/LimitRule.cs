using Notifications.Configuration;

namespace Notifications.Policy;

/// <summary>Which limits apply to a delivery, and under which key each counts.</summary>
internal static class LimitRule
{
    // An exercise uses up nothing of what is real, and waits for nothing of it. No text of a publisher has this character.
    private const string DrillKey = "\u001fdrill";

    /// <summary>The key under which the limit counts the delivery; null when it does not apply.</summary>
    public static string? KeyFor(LimitDocument limit, in LimitSubject subject)
    {
        if (!limit.Enabled)
            return null;
        if (limit.Channel is { } channel && !string.Equals(channel, subject.Channel, StringComparison.OrdinalIgnoreCase))
            return null;
        var key = limit.Scope switch
        {
            LimitScope.System => string.Empty,
            LimitScope.Channel => subject.Channel,
            LimitScope.Recipient => subject.RecipientId ?? subject.Destination ?? subject.Channel,
            LimitScope.Tenant => subject.TenantId,
            LimitScope.Category => subject.Category,
            _ => null,
        };
        return key is null || (limit.ScopeId is { } only && !string.Equals(only, key, StringComparison.OrdinalIgnoreCase)) ? null : subject.IsDrill ? key + DrillKey : key;
    }
}
