using Microsoft.Extensions.Logging;

namespace Notifications.Sections;

/// <summary>Event ids 1203 and 1204, of the configuration's block: the same for every package that has a section.</summary>
internal static partial class SectionLog
{
    public const string Category = "Notifications.Configuration.Sections";

    [LoggerMessage(1203, LogLevel.Error, "{Owner}: the changed section was refused; what runs goes on as it is. Errors: {Errors}")]
    public static partial void Refused(ILogger logger, string owner, string errors);

    [LoggerMessage(1204, LogLevel.Error, "{Owner}: a listener failed to take over the changed section")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string owner);
}
