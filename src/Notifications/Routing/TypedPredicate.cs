using System.Text.Json.Serialization.Metadata;
using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>The condition of <c>On&lt;T&gt;</c>, with the contract by which data becomes an object.</summary>
internal sealed class TypedPredicate(TypedCondition condition, JsonTypeInfo? contract)
{
    /// <summary>Evaluates over the object that was published, else over one read from the data; several rules about one type share it.</summary>
    public bool Holds(NotificationEvent notificationEvent, ref object? typed)
    {
        if (condition.Predicate is null)
            return true;
        if (!condition.ClrType.IsInstanceOfType(typed))
        {
            if (notificationEvent.Data is null || condition.Read(notificationEvent.Data, contract) is not { } read)
                return false;
            typed = read;
        }

        return condition.Predicate(typed!);
    }
}
