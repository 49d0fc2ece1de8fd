using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Notifications;
using Notifications.Configuration;

// In the framework's namespace, so that AddEventType is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers event types: what they mean, what their data looks like, and what holds where neither event nor rule says otherwise.</summary>
public static class NotificationsBuilderEventTypeExtensions
{
    /// <summary>Registers an event type. Configuration with the same name is laid over it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The type such as <c>order.failed</c>, or a glob; unique ignoring case. A second one of the name in code stops the start.</param>
    /// <param name="configure">Writes the type.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddEventType(this INotificationsBuilder builder, string name, Action<EventTypeBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, new EventTypeBuilder(name), configure);
    }

    /// <summary>Registers the event type of a CLR type: as by <c>AddEvent</c>, with the schema of its JSON contract. Safe for trimming and native AOT.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The event type, for example <c>order.failed</c>; no glob.</param>
    /// <param name="contract">The contract, for example <c>ShopJsonContext.Default.OrderFailed</c>.</param>
    /// <param name="configure">Writes what the contract does not say; a schema given here goes before that of the contract. Default: nothing.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddEventType<T>(
        this INotificationsBuilder builder, string name, JsonTypeInfo<T> contract, Action<EventTypeBuilder>? configure = null)
        where T : notnull
    {
        builder.AddEvent(name, contract);
        return Add(builder, new EventTypeBuilder(name).Schema(SchemaOf(contract)), configure);
    }

    /// <summary>Registers the event type of a CLR type, with a schema made by reflection of its JSON with camel-case names.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The event type. Default: the type's name, <c>OrderFailed</c> → <c>order.failed</c>.</param>
    /// <param name="configure">Writes what the type does not say. Default: nothing.</param>
    /// <returns>The builder.</returns>
    [RequiresUnreferencedCode("Serialises by reflection. Pass a JsonTypeInfo<T> in a trimmed application.")]
    [RequiresDynamicCode("Serialises by reflection. Pass a JsonTypeInfo<T> in a native AOT application.")]
    public static INotificationsBuilder AddEventType<T>(this INotificationsBuilder builder, string? name = null, Action<EventTypeBuilder>? configure = null)
        where T : notnull
    {
        name ??= EventTypeRegistry.DeriveName(typeof(T));
        builder.AddEvent<T>(name);
        return Add(builder, new EventTypeBuilder(name).Schema(SchemaOf(JsonSerializerOptions.Web.GetTypeInfo(typeof(T)))), configure);
    }

    private static string SchemaOf(JsonTypeInfo contract) => contract.GetJsonSchemaAsNode().ToJsonString();

    private static INotificationsBuilder Add(INotificationsBuilder builder, EventTypeBuilder type, Action<EventTypeBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure?.Invoke(type);
        ConfigurationInputs.Of(builder.Services).EventTypeDocuments.Add(type.Document);
        return builder;
    }
}
