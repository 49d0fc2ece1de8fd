namespace Notifications.Slack.Sending;

/// <summary>Whether a message is new, answers in a thread, or replaces what was told before. Pure.</summary>
internal static class UpdatePlan
{
    public static SlackCall Decide(SlackUpdates updates, bool broadcastResolved, NotificationStatus status, MessageRef? previous, string destination)
    {
        // Whoever was told that it is over has to see that it begins again.
        if (previous is null || updates == SlackUpdates.Post || (previous.IsOver && status == NotificationStatus.Firing))
            return new(CallKind.Post, destination);
        if (updates == SlackUpdates.Thread)
            return new(CallKind.Reply, previous.Channel, previous.Top, Broadcast: broadcastResolved && status == NotificationStatus.Resolved);
        return status is NotificationStatus.Acknowledged or NotificationStatus.Resolved
            ? new(CallKind.Edit, previous.Channel, previous.Top)
            : new(CallKind.Reply, previous.Channel, previous.Top, Broadcast: status == NotificationStatus.Firing);
    }

    /// <summary>What is done instead when a message cannot be edited: told all the same, in its thread if it has one or still stands.</summary>
    public static SlackCall Instead(MessageRef previous, bool isGone) =>
        isGone && previous.Root is null
            ? new(CallKind.Post, previous.Channel)
            : new(CallKind.Reply, previous.Channel, previous.Top, Broadcast: true);

    /// <summary>What is kept of a call that worked.</summary>
    public static MessageRef Keep(in SlackCall call, string channel, string ts, MessageRef? previous, NotificationStatus status)
    {
        var isOver = status == NotificationStatus.Resolved;
        return call.Kind switch
        {
            CallKind.Edit when previous is not null => previous with { IsOver = isOver },
            CallKind.Reply => new MessageRef(channel, ts, call.Ts, isOver),
            _ => new MessageRef(channel, ts, null, isOver),
        };
    }
}
