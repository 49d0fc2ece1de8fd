using System.Text.Json.Serialization.Metadata;

namespace Notifications.Configuration;

/// <summary>What <c>On&lt;T&gt;</c> adds to a rule: the type of the object, and the condition on it.</summary>
internal sealed class TypedCondition
{
    public required Type ClrType { get; init; }

    /// <summary>Null when the type alone decides.</summary>
    public Func<object, bool>? Predicate { get; init; }

    /// <summary>Makes the object from the data of an event that was not published as an object. Takes the registered contract, if there is one.</summary>
    public required Func<EventData, JsonTypeInfo?, object?> Read { get; init; }

    public static TypedCondition Create<T>(Func<T, bool>? predicate)
        where T : notnull => new()
        {
            ClrType = typeof(T),
            Predicate = predicate is null ? null : value => predicate((T)value),
            Read = static (data, contract) => ReflectionJson.Read<T>(data, contract as JsonTypeInfo<T>),
        };
}
