namespace Notifications.Testing;

/// <summary>Expectations of what a <see cref="RecordingChannel"/> has recorded. A failed one throws <see cref="NotificationAssertionException"/> and shows the record.</summary>
public static class RecordingChannelAssertions
{
    /// <summary>Expects a number of deliveries.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="count">Exactly so many messages were delivered or accepted.</param>
    /// <returns>The messages, oldest first.</returns>
    /// <exception cref="NotificationAssertionException">There were more or fewer.</exception>
    public static IReadOnlyList<ChannelMessage> ShouldHaveDelivered(this RecordingChannel channel, int count)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var deliveries = channel.Deliveries;
        return deliveries.Count == count ? deliveries : throw Fail(channel, $"{count} deliveries were expected, {deliveries.Count} were made.");
    }

    /// <summary>Expects one delivery, and no more.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>The message.</returns>
    /// <exception cref="NotificationAssertionException">There were none or several.</exception>
    public static ChannelMessage ShouldHaveDeliveredOnce(this RecordingChannel channel) => ShouldHaveDelivered(channel, 1)[0];

    /// <summary>Expects a delivery for which the condition holds.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="predicate">The condition.</param>
    /// <returns>The first such message.</returns>
    /// <exception cref="NotificationAssertionException">There was none.</exception>
    public static ChannelMessage ShouldHaveDelivered(this RecordingChannel channel, Func<ChannelMessage, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (var message in channel.Deliveries)
        {
            if (predicate(message))
                return message;
        }

        throw Fail(channel, "A delivery that meets the condition was expected, none does.");
    }

    /// <summary>Expects deliveries for which the conditions hold, in this order; others may lie between them.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="predicates">The conditions, first to last.</param>
    /// <exception cref="NotificationAssertionException">One is missing, or comes too early.</exception>
    public static void ShouldHaveDeliveredInOrder(this RecordingChannel channel, params ReadOnlySpan<Func<ChannelMessage, bool>> predicates)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var met = 0;
        foreach (var message in channel.Deliveries)
        {
            if (met < predicates.Length && predicates[met](message))
                met++;
        }

        if (met < predicates.Length)
            throw Fail(channel, $"{predicates.Length} deliveries were expected in order; the one that meets condition {met + 1} is missing or comes before the one of condition {met}.");
    }

    /// <summary>Expects the statuses of the deliveries, first to last, complete.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="statuses">The statuses.</param>
    /// <exception cref="NotificationAssertionException">They were others, or in another order.</exception>
    public static void ShouldHaveTold(this RecordingChannel channel, params ReadOnlySpan<NotificationStatus> statuses)
    {
        ArgumentNullException.ThrowIfNull(channel);
        NotificationStatus[] told = [.. channel.Deliveries.Select(static m => m.Status)];
        if (!statuses.SequenceEqual(told))
            throw Fail(channel, $"It was expected to tell [{string.Join(", ", statuses.ToArray())}], it told [{string.Join(", ", told)}].");
    }

    /// <summary>Expects that nothing was attempted.</summary>
    /// <param name="channel">The channel.</param>
    /// <exception cref="NotificationAssertionException">Something was.</exception>
    public static void ShouldHaveNothing(this RecordingChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel.Attempts.Count > 0)
            throw Fail(channel, "Nothing was expected.");
    }

    /// <summary>Asks whether there is a delivery for which the condition holds.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="predicate">The condition.</param>
    /// <returns>True when there is one.</returns>
    public static bool HasDelivered(this RecordingChannel channel, Func<ChannelMessage, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Deliveries.Any(predicate);
    }

    /// <summary>Asks whether nothing was attempted.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>True when nothing was.</returns>
    public static bool HasNothing(this RecordingChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Attempts.Count == 0;
    }

    private static NotificationAssertionException Fail(RecordingChannel channel, string expected) => new($"{expected}\n{RecordingText.Describe(channel)}");
}
