using Microsoft.Extensions.Logging;

namespace Notifications.Suppression.Holds;

/// <summary>What inhibition and silences log. Event ids 1460 to 1479 are theirs. Never a label, a creator or a comment.</summary>
internal sealed partial class HoldLog(ILogger logger)
{
    [LoggerMessage(1460, LogLevel.Information, "Silence {Id} was created")]
    public partial void SilenceCreated(string id);

    [LoggerMessage(1461, LogLevel.Information, "Silence {Id} was changed")]
    public partial void SilenceChanged(string id);

    [LoggerMessage(1462, LogLevel.Information, "Silence {Id} has ended; {Held} alerts that it held are looked at again")]
    public partial void SilenceEnded(string id, int held);

    [LoggerMessage(1463, LogLevel.Error, "Silence {Id} of the store cannot be read by this host and holds nothing: {Reason}")]
    public partial void SilenceBroken(string id, string reason);

    [LoggerMessage(1464, LogLevel.Warning, "A condition of the silence or inhibition {Name} failed and holds nothing: {Message}")]
    public partial void ConditionFailed(string name, string message);

    [LoggerMessage(1465, LogLevel.Warning, "{Limit} alerts inhibit others, so another one does not. Raise MaxTrackedAlerts, or narrow the sources of the inhibitions")]
    public partial void SourcesFull(int limit);

    [LoggerMessage(1466, LogLevel.Warning, "Nothing was heard for {Timeout} of an alert that inhibited others; it does so no more. Publish its end, or repeat it while it fires")]
    public partial void SourceTimedOut(TimeSpan timeout);
}
