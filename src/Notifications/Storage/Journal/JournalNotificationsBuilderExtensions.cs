using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Storage.Journal;

// In the framework's namespace, so that AddJournal is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes what was accepted outlive the process, without a server.</summary>
public static class JournalNotificationsBuilderExtensions
{
    /// <summary>Keeps accepted work in files of a directory: what <c>PublishAsync</c> has accepted is neither lost by the end of the process nor by a power failure.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The directory, see <see cref="JournalOptions.Path"/>.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddJournal(this INotificationsBuilder builder, string path) =>
        builder.AddJournal(options => options.Path = path);

    /// <summary>Keeps accepted work in files of a directory.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddJournal(this INotificationsBuilder builder, Action<JournalOptions> configure)
    {
        Add(builder).Configure(configure);
        return builder;
    }

    /// <summary>Keeps accepted work in files of a directory, with options from a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The section; its keys are the properties of <see cref="JournalOptions"/>. Keys that are not, and values that cannot be read, are named when the host starts, all at once.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddJournal(this INotificationsBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = new JournalSection(configuration);
        Add(builder).Configure(section.Configure);
        builder.Services.AddSingleton<IValidateOptions<JournalOptions>>(section);
        return builder;
    }

    private static OptionsBuilder<JournalOptions> Add(INotificationsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JournalOptions>, JournalOptionsValidator>());
        builder.Services.Replace(ServiceDescriptor.Singleton(Create));
        return builder.Services.AddOptions<JournalOptions>().ValidateOnStart();
    }

    private static INotificationStore Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<JournalOptions>>().Value;
        var clock = services.GetRequiredService<TimeProvider>();
        return new JournalStore(
            new DiskDirectory(options.Path, clock),
            new JournalSettings(options, HistoryOptions.Read(services.GetRequiredService<ConfigurationInputs>())),
            new RecordDecoder(),
            clock,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications.Journal"),
            services.GetService<IMeterFactory>());
    }
}
