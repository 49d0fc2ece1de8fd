using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Notifications;
using Notifications.Configuration;

// In the framework's namespace, so that AddEvent is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers types whose objects are published as events.</summary>
public static class NotificationsBuilderEventExtensions
{
    /// <summary>Names the event type of a CLR type; its JSON is made with a source-generated contract.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="type">The event type, for example <c>order.failed</c>.</param>
    /// <param name="contract">The contract, for example <c>ShopJsonContext.Default.OrderFailed</c>.</param>
    /// <param name="severity">The severity of the events. Default: Info.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddEvent<T>(this INotificationsBuilder builder, string type, JsonTypeInfo<T> contract, Severity? severity = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Add(builder, new EventTypeEntry(typeof(T), type, severity, contract));
    }

    /// <summary>Names the event type of a CLR type; its JSON is made by reflection, with camel-case names.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="type">The event type, for example <c>order.failed</c>. Default: the type's name, <c>OrderFailed</c> → <c>order.failed</c>.</param>
    /// <param name="severity">The severity of the events. Default: Info.</param>
    /// <returns>The builder.</returns>
    [RequiresUnreferencedCode("Serialises by reflection. Pass a JsonTypeInfo<T> in a trimmed application.")]
    [RequiresDynamicCode("Serialises by reflection. Pass a JsonTypeInfo<T> in a native AOT application.")]
    public static INotificationsBuilder AddEvent<T>(this INotificationsBuilder builder, string? type = null, Severity? severity = null)
        where T : notnull => Add(builder, new EventTypeEntry(typeof(T), type ?? EventTypeRegistry.DeriveName(typeof(T)), severity));

    private static INotificationsBuilder Add(INotificationsBuilder builder, EventTypeEntry entry)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ConfigurationInputs.Of(builder.Services).EventTypes.Add(entry);
        return builder;
    }
}
