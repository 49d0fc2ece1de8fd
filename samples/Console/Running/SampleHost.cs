using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Samples.Storm.Channels;
using Notifications.Samples.Storm.Settings;
using Notifications.Simulation;

namespace Notifications.Samples.Storm.Running;

/// <summary>The host: configuration, logging, the engine.</summary>
internal static class SampleHost
{
    /// <summary>Builds the host.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="outside">The channels that leave this process.</param>
    /// <param name="clock">The engine's clock; null for the wall clock.</param>
    public static IHost Build(SampleOptions options, OutsideChannels outside, SimulatedClock? clock)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });

        // Standard output belongs to the results.
        builder.Logging.ClearProviders().AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // Why a start failed is told in a sentence, not with a stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (clock is not null)
            builder.Services.AddSingleton<TimeProvider>(clock);
        var section = builder.Configuration.GetSection("Notifications");
        if (options.NoLimits)
            DisableLimits(builder.Configuration, section.GetSection("Limits"));
        builder.Services.AddNotifications(n =>
        {
            n.AddSample(options, outside);
            if (options.Journal is { } directory)
                n.AddJournal(directory);
            n.AddConfiguration(section);
        });
        return builder.Build();
    }

    private static void DisableLimits(ConfigurationManager configuration, IConfigurationSection limits)
    {
        var off = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var limit in limits.GetChildren())
            off[limit.Path + ":Enabled"] = "false";
        configuration.AddInMemoryCollection(off);
    }
}
