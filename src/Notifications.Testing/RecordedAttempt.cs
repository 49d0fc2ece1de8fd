namespace Notifications.Testing;

/// <summary>One call of a <see cref="RecordingChannel"/>, in the order in which they came.</summary>
public sealed class RecordedAttempt
{
    internal RecordedAttempt(int number, ChannelMessage message, DateTimeOffset startedAt)
    {
        Number = number;
        Message = message;
        StartedAt = startedAt;
    }

    /// <summary>The number of the call on this channel, from 1. Not the attempt of the delivery: that is <see cref="ChannelMessage.Attempt"/>.</summary>
    public int Number { get; }

    /// <summary>What was to be sent.</summary>
    public ChannelMessage Message { get; }

    /// <summary>When the call came, by the engine's clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>What the channel answered; null while it hangs, and when it threw.</summary>
    public DeliveryResult? Result { get; internal set; }

    /// <summary>What the channel threw; null when it did not.</summary>
    public Exception? Exception { get; internal set; }

    /// <summary>The provider has it: the answer was delivered or accepted.</summary>
    public bool IsDelivered => Result is { Kind: DeliveryResultKind.Delivered or DeliveryResultKind.Accepted };

    /// <summary>One line for a failed test.</summary>
    /// <returns>The call, its message and its answer.</returns>
    public override string ToString() => RecordingText.Line(this);
}
