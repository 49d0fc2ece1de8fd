namespace Notifications;

/// <summary>One attempt to deliver one message. Equal for all attempts of a delivery but for <see cref="Attempt"/>, <see cref="Deadline"/> and <see cref="OnlyFor"/>.</summary>
public sealed record ChannelMessage
{
    private readonly IMessageSource _source;

    /// <summary>Creates a message, for example in a channel's test.</summary>
    public ChannelMessage() => _source = new ExplicitMessage();

    internal ChannelMessage(IMessageSource source, int attempt, DateTimeOffset deadline)
    {
        _source = source;
        Attempt = attempt;
        Deadline = deadline;
    }

    private ChannelMessage(ChannelMessage original)
    {
        _source = new ExplicitMessage(original._source);
        Attempt = original.Attempt;
        Deadline = original.Deadline;
    }

    /// <summary>The delivery's id.</summary>
    public NotificationId DeliveryId { get => _source.DeliveryId; init => Explicit.DeliveryId = value; }

    /// <summary>The key to hand to the provider: the same for all attempts, different for every delivery.</summary>
    public string IdempotencyKey { get => _source.IdempotencyKey; init => Explicit.IdempotencyKey = value; }

    /// <summary>When the message was ready to go: when its delivery was made, or when it was scheduled for. Equal for all attempts.</summary>
    /// <value>Default in a message made by hand: <see cref="DateTimeOffset.MinValue"/>, not said.</value>
    public DateTimeOffset ReadyAt { get => _source.ReadyAt; init => Explicit.ReadyAt = value; }

    /// <summary>The number of this attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the attempt must be over.</summary>
    public DateTimeOffset Deadline { get; init; }

    /// <summary>The channel's name.</summary>
    public string Channel { get => _source.Channel; init => Explicit.Channel = value; }

    /// <summary>The address; null when the channel's own default destination is meant.</summary>
    public string? Destination { get => _source.Destination; init => Explicit.Destination = value; }

    /// <summary>What to say. Equal for all attempts.</summary>
    public NotificationContent Content { get => _source.Content; init => Explicit.Content = value; }

    /// <summary>The event, with id and time filled; of an aggregate the newest one.</summary>
    public NotificationEvent Event { get => _source.Event; init => Explicit.Event = value; }

    /// <summary>What the message stands for when it summarises several events, else null.</summary>
    public AggregateSummary? Aggregate { get => _source.Aggregate; init => Explicit.Aggregate = value; }

    /// <summary>Ties the messages about one thing together (threads, deduplication keys); null when there is nothing to tie.</summary>
    public string? CorrelationKey { get => _source.CorrelationKey; init => Explicit.CorrelationKey = value; }

    /// <summary>The state that the message tells.</summary>
    public NotificationStatus Status { get => _source.Status; init => Explicit.Status = value; }

    /// <summary>The lane it travels in.</summary>
    public Priority Priority { get => _source.Priority; init => Explicit.Priority = value; }

    /// <summary>The rule that sent it; null for a request.</summary>
    public string? Rule { get => _source.Rule; init => Explicit.Rule = value; }

    /// <summary>The provider's id of the last message told to this destination under this correlation key: to edit, to answer in a thread.</summary>
    public string? PreviousProviderMessageId { get => _source.PreviousProviderMessageId; init => Explicit.PreviousProviderMessageId = value; }

    /// <summary>The only recipients of this attempt, as the channel named them in <see cref="RecipientFailure.Address"/>: the others have the message, or will never take it, and must not get it.
    /// Only who gets it is less: what it says, and to whom it says that it goes, stays as it was. Never empty.</summary>
    /// <value>Default: null, all. Always null for a channel without <see cref="ChannelTraits.RetriesRecipients"/>.</value>
    public IReadOnlyList<string>? OnlyFor { get => _source.OnlyFor; init => Explicit.OnlyFor = value; }

    /// <summary>Says which attempt it is; never what is said to whom, which may be secret.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"ChannelMessage {{ Channel = {Channel}, DeliveryId = {DeliveryId}, Attempt = {Attempt} }}";

    private ExplicitMessage Explicit => (ExplicitMessage)_source;
}
