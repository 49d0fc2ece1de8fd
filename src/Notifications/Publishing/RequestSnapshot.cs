namespace Notifications.Publishing;

/// <summary>Makes a request the engine's own before it is checked: its lists and dictionaries are copied, and what cannot be copied is refused.</summary>
internal static class RequestSnapshot
{
    public static NotificationError? TryTake(NotificationRequest sent, out NotificationRequest request)
    {
        request = sent;
        if (EventSnapshot.CopyLabels("Metadata", sent.Metadata, out var metadata) is { } error)
            return error;
        try
        {
            request = sent with
            {
                Recipients = sent.Recipients is null ? null! : [.. sent.Recipients],
                Channels = sent.Channels is null ? null! : [.. sent.Channels],
                ContentByChannel = sent.ContentByChannel is null ? null : new Dictionary<string, NotificationContent>(sent.ContentByChannel, StringComparer.OrdinalIgnoreCase),
                Metadata = metadata!,
            };
            return null;
        }
#pragma warning disable CA1031 // Whatever a foreign list throws while it is read, the request is refused and nothing else is harmed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new(NotificationErrorCode.InvalidRequest,
                $"The request's recipients, channels or contents could not be read ({failure.GetType().Name}): name each channel once, and do not change the lists while they are sent.");
        }
    }
}
