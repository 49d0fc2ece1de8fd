using Microsoft.Extensions.Logging;

namespace Notifications.Slack;

/// <summary>Event ids 5200 to 5299. Never a URL of a webhook, a token or a text.</summary>
internal sealed partial class SlackChannel
{
    [LoggerMessage(5200, LogLevel.Information, "Slack channel '{Channel}' took over changed options")]
    private partial void LogReloaded(string channel);

    [LoggerMessage(5201, LogLevel.Warning, "Slack channel '{Channel}' does not use a template's blocks: {Problem}. The message goes out with blocks of the channel's own")]
    private partial void LogBlocksRefused(string channel, string problem);

    [LoggerMessage(5202, LogLevel.Warning, "Slack channel '{Channel}' left out {Count} buttons of a message that had no room for them")]
    private partial void LogButtonsLeftOut(string channel, int count);

    [LoggerMessage(5203, LogLevel.Information, "Slack channel '{Channel}' posts a new message, since {Method} was not possible: {Reason}")]
    private partial void LogNotEdited(string channel, string method, string? reason);

    [LoggerMessage(5204, LogLevel.Warning, "Slack channel '{Channel}' refused to connect to {Host}: its address is not allowed")]
    private partial void LogRefused(string channel, string host);
}
