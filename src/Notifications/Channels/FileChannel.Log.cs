using Microsoft.Extensions.Logging;

namespace Notifications;

/// <summary>Event ids 1110 to 1119.</summary>
internal sealed partial class FileChannel
{
    [LoggerMessage(1110, LogLevel.Debug, "File channel '{Channel}' began a new file")]
    private partial void LogRolled(string channel);

    [LoggerMessage(1111, LogLevel.Debug, "File channel '{Channel}' could not write")]
    private partial void LogFailed(string channel, Exception error);
}
