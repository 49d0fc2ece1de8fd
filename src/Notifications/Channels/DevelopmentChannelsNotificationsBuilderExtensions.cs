using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;

// In the framework's namespace, so that AddConsole, AddFile and AddLog are found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the channels for development: they need no provider and show on the own machine what a real channel would be given.</summary>
public static class DevelopmentChannelsNotificationsBuilderExtensions
{
    /// <summary>Adds a channel that writes messages as short blocks of plain text, without terminal escapes of the message.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="writer">Where to; it stays the caller's. Default: the console's standard output.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddConsole(this INotificationsBuilder builder, string name = "console", TextWriter? writer = null) =>
        builder.AddChannel(name, _ => new ConsoleChannel(writer ?? Console.Out));

    /// <summary>Adds a channel that appends messages as JSON lines to a file, with the default bounds of <see cref="FileChannelOptions"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="path">The file, see <see cref="FileChannelOptions.Path"/>.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddFile(this INotificationsBuilder builder, string name, string path) =>
        builder.AddFile(name, options => options.Path = path);

    /// <summary>Adds a channel that appends messages as JSON lines to a file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddFile(this INotificationsBuilder builder, string name, Action<FileChannelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FileChannelOptions>, FileChannelOptionsValidator>());
        builder.Services.AddOptions<FileChannelOptions>(name).Configure(configure).ValidateOnStart();
        return builder.AddChannel(name, services => new FileChannel(
            name,
            services.GetRequiredService<IOptionsMonitor<FileChannelOptions>>().Get(name),
            services.GetRequiredService<ILoggerFactory>().CreateLogger<FileChannel>()));
    }

    /// <summary>Adds a channel that logs messages, at a level by their severity and in the category <c>Notifications.Channels.NAME</c>; never the destination.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name by which rules refer to it.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddLog(this INotificationsBuilder builder, string name = "log") =>
        builder.AddChannel(name, services => new LogChannel(services.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications.Channels." + name)));
}
