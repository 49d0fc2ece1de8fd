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
                ContentByChannel = sent.ContentByChannel is null ? null : CopyContents(sent.ContentByChannel),
                Attachments = CopyAttachments(sent.Attachments),
                Actions = CopyActions(sent.Actions),
                Addressing = CopyAddressing(sent.Addressing),
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

    private static Dictionary<string, NotificationContent> CopyContents(IReadOnlyDictionary<string, NotificationContent> contents)
    {
        var copies = new Dictionary<string, NotificationContent>(contents, StringComparer.OrdinalIgnoreCase);
        foreach (var (channel, content) in contents)
        {
            if (content is { Attachments: not { Count: 0 } } or { Addressing: not null } or { Actions: not { Count: 0 } })
            {
                copies[channel] = content with
                {
                    Attachments = CopyAttachments(content.Attachments),
                    Addressing = CopyAddressing(content.Addressing),
                    Actions = CopyActions(content.Actions),
                };
            }
        }

        return copies;
    }

    private static IReadOnlyList<NotificationAttachment> CopyAttachments(IReadOnlyList<NotificationAttachment>? attachments)
    {
        if (attachments is not { Count: > 0 })
            return attachments!;
        if (attachments.Count > AttachmentRule.MaxAttachments)
            return attachments; // It will be refused; nothing is copied for that.
        return [.. attachments.Select(static a => a is null || a.Content.Length is 0 or > AttachmentRule.MaxBytes ? a! : a with { Content = a.Content.ToArray() })];
    }

    // Too many are refused; nothing is copied for that.
    private static IReadOnlyList<NotificationAction> CopyActions(IReadOnlyList<NotificationAction>? actions) =>
        actions is { Count: > 0 and <= ActionRule.MaxActions } ? [.. actions] : actions!;

    private static MessageAddressing? CopyAddressing(MessageAddressing? addressing) =>
        addressing is null ? null : addressing with { Cc = addressing.Cc is null ? null! : [.. addressing.Cc], Bcc = addressing.Bcc is null ? null! : [.. addressing.Bcc] };
}
