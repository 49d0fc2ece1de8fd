namespace Notifications;

/// <summary>What the engine has to know about a channel's provider.</summary>
public sealed record ChannelTraits
{
    /// <summary>The kind of channel (<c>email</c>, <c>webhook</c>), under which a resolver may give addresses. Default: none.</summary>
    public string? Type { get; init; }

    /// <summary>A second message costs money or wakes somebody (SMS, voice): an attempt of unknown outcome is held, not repeated. Default: false.</summary>
    public bool IsCostly { get; init; }

    /// <summary>How long the provider recognises <see cref="ChannelMessage.IdempotencyKey"/>. Default: null, it does not.</summary>
    public TimeSpan? IdempotencyWindow { get; init; }

    /// <summary>Each destination is a service of its own (a webhook's receiver): what one says about itself, to slow down or to be broken,
    /// holds back its own messages only, not the channel. Default: false, there is one provider behind all destinations.</summary>
    public bool DestinationIsProvider { get; init; }

    /// <summary>The least time between two attempts to the same destination (a chat room that takes one message a second). Who waits for it holds up no other destination and
    /// consumes no attempt; a <see cref="DeliveryResult.Throttled"/> then pauses its destination, not the channel. Default: null, none.</summary>
    public TimeSpan? DestinationInterval { get; init; }

    /// <summary>Whether a destination is itself a secret: who has it can post (the URL of an incoming webhook, a routing key). Asked once for each delivery, when it is made, and again when it is read from the store.
    /// Such a destination stands in traces, histories and lists only in a redacted form, scheme and host and a short hash; the channel gets it whole. Default: null, none is.</summary>
    public Func<string, bool>? IsSecretDestination { get; init; }

    /// <summary>How long an attempt may take where the operator does not say (<c>ChannelOptions.Timeout</c>): as long as the provider is known to take, or longer.
    /// An attempt that is cut off may have arrived, and is repeated. 1 ms to 10 min; what is beyond is taken as the nearer end. Default: null, 10 s.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>One send goes to several recipients, each with an answer of its own, and the channel can send to some of them alone (<see cref="ChannelMessage.OnlyFor"/>): after a success
    /// those who are <see cref="RecipientFailureKind.Deferred"/> are tried again by themselves, until the delivery's deadline. Where a channel has several providers, all have to say so.
    /// Default: false, nobody is tried again once some have the message.</summary>
    public bool RetriesRecipients { get; init; }

    /// <summary>The channel has a place of its own to send to, so that rules need not name a destination. Default: true.</summary>
    public bool HasDefaultDestination { get; init; } = true;
}
