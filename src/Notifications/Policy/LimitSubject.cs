using Notifications.Dispatch;

namespace Notifications.Policy;

/// <summary>What a limit's scope is applied to.</summary>
internal readonly record struct LimitSubject(string Channel, string? Destination, string? RecipientId, string? TenantId, string? Category, bool IsDrill = false)
{
    public static LimitSubject Of(Delivery delivery) => new(
        delivery.Runtime.Name, delivery.Destination, delivery.Details?.RecipientId, delivery.SourceEvent.TenantId, delivery.Details?.Category, delivery.IsDrill);
}
