using System.Text;
using Microsoft.Extensions.Logging;

namespace Notifications;

/// <summary>Logs messages. The destination is left out: logs are kept longer and read by more people than messages.</summary>
internal sealed partial class LogChannel : INotificationChannel, INotificationChannelTraits
{
    private const int MaxSubject = 500;
    private const int MaxText = 4_000;

    private readonly ILogger _logger;

    public LogChannel(ILogger logger) => _logger = logger;

    public ChannelTraits Traits { get; } = new() { Type = "log" };

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new(DeliveryResult.Retry("the attempt ended before it began; nothing was logged"));
        var level = LevelFor(message);
        if (!_logger.IsEnabled(level))
            return new(DeliveryResult.Rejected(RejectionKind.Configuration, $"the level {level} of the channel's log category is off; enable it in the logging configuration"));
        LogMessage(
            level,
            message.Channel,
            message.DeliveryId,
            message.Event.Severity,
            message.Status,
            message.Event.Type,
            PrintableText.AppendLine(new StringBuilder(), message.Content.Subject, MaxSubject).ToString(),
            PrintableText.AppendLine(new StringBuilder(), message.Content.Text.Trim(), MaxText).ToString());
        return new(DeliveryResult.Delivered());
    }

    // The end of something critical is good news.
    private static LogLevel LevelFor(ChannelMessage message) => message.Status == NotificationStatus.Resolved ? LogLevel.Information : message.Event.Severity switch
    {
        Severity.Critical => LogLevel.Critical,
        Severity.High => LogLevel.Error,
        Severity.Medium => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
