using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Email;
using Notifications.Email.Smtp;
using Notifications.Sections;

// In the framework's namespace, so that AddEmail is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds email channels.</summary>
public static class EmailNotificationsBuilderExtensions
{
    /// <summary>Adds a channel that sends mails over SMTP.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddEmail(this INotificationsBuilder builder, string name, Action<EmailOptions> configure)
    {
        Add(builder, name).Configure(configure);
        return builder;
    }

    /// <summary>Adds a channel whose options stand in a configuration section. Changes of the section are taken over while the host runs.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configuration">The section; its keys are the properties of <see cref="EmailOptions"/>, and no others. Checked at start with all errors at once; a change that is not valid is logged (1203), and the last good options go on.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddEmail(this INotificationsBuilder builder, string name, IConfiguration configuration)
    {
        Add(builder, name).BindSection(configuration, $"Email channel '{name}'", EmailOptionsBinder.Bind);
        return builder;
    }

    private static OptionsBuilder<EmailOptions> Add(INotificationsBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>());
        services.TryAddKeyedSingleton<IEmailTransport>(name, static (provider, key) => CreateTransport(provider, (string)key!));
        builder.AddChannel(name, provider => CreateChannel(provider, name));
        return services.AddOptions<EmailOptions>(name).ValidateOnStart();
    }

    private static SmtpTransport CreateTransport(IServiceProvider provider, string name) => new(
        name,
        provider.GetRequiredService<IOptionsMonitor<EmailOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SmtpTransport>>(),
        provider.GetService<IEmailAccessTokenSource>());

    private static EmailChannel CreateChannel(IServiceProvider provider, string name) => new(
        name,
        provider.GetRequiredKeyedService<IEmailTransport>(name),
        provider.GetRequiredService<IOptionsMonitor<EmailOptions>>(),
        provider.GetRequiredService<ILogger<EmailChannel>>(),
        provider.GetService<IAttachmentSource>(),
        provider.GetService<IUnsubscribeLinks>());
}
