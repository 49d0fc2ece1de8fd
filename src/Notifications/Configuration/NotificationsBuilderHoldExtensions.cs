using Notifications;
using Notifications.Configuration;

// In the framework's namespace, so that AddInhibition is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds inhibitions and fixed silences.</summary>
public static class NotificationsBuilderHoldExtensions
{
    /// <summary>Adds an inhibition: while its sources fire, its targets are held. Configuration with the same name is laid over it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: 1 to 128 characters, unique among inhibitions ignoring case.</param>
    /// <param name="configure">Writes the inhibition.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddInhibition(this INotificationsBuilder builder, string name, Action<InhibitionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var inhibition = new InhibitionBuilder(name);
        configure(inhibition);
        ConfigurationInputs.Of(builder.Services).Inhibitions.Add(inhibition.Document);
        return builder;
    }

    /// <summary>Adds a fixed silence, for example a maintenance window. Configuration with the same name is laid over it; <see cref="INotificationSilences"/> lists it and does not change it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: 1 to 128 characters, unique among fixed silences ignoring case.</param>
    /// <param name="configure">Writes the silence.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddSilence(this INotificationsBuilder builder, string name, Action<SilenceBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var silence = new SilenceBuilder(name);
        configure(silence);
        ConfigurationInputs.Of(builder.Services).Silences.Add(silence.Fixed);
        return builder;
    }
}
