using Microsoft.Extensions.Logging;

namespace Notifications.Configuration;

/// <summary>The log messages of the configuration: event ids 1200 to 1219.</summary>
internal static partial class ConfigurationSourceLog
{
    [LoggerMessage(1200, LogLevel.Information, "Configuration {Version} is in force: {Rules} rules, {Limits} limits.")]
    public static partial void Loaded(ILogger logger, long version, int rules, int limits);

    [LoggerMessage(1201, LogLevel.Error, "The changed configuration was refused, version {Version} stays in force. Errors: {Errors}")]
    public static partial void Refused(ILogger logger, long version, string errors);

    [LoggerMessage(1202, LogLevel.Error, "A listener failed to take over configuration {Version}.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, long version);
}
