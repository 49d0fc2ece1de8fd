using Shouldly;
using Xunit;

namespace Notifications.Conformance.Channels;

/// <summary>What every channel must do. Derive a class for each channel, with a double of its provider; xUnit finds the facts.</summary>
public abstract partial class ChannelConformance
{
    /// <summary>Ends a test that hangs; nothing is measured by it.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    /// <summary>The time that a provider which <see cref="ProviderBehavior.Throttles"/> asks for.</summary>
    public static TimeSpan ThrottleTime { get; } = TimeSpan.FromSeconds(7);

    /// <summary>Cancels the test.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether the channel's kind of provider can behave so: a file cannot throttle. What it cannot is skipped.</summary>
    /// <param name="behavior">The behaviour.</param>
    /// <returns>Default: true.</returns>
    protected virtual bool CanPlay(ProviderBehavior behavior) => true;

    /// <summary>Makes the channel and a provider that behaves as told.</summary>
    /// <param name="behavior">What the provider does with every call.</param>
    /// <returns>Both.</returns>
    protected abstract ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior);

    /// <summary>Makes a message that the channel can send.</summary>
    /// <param name="number">Distinguishes messages.</param>
    /// <returns>The message; override to set a destination.</returns>
    protected virtual ChannelMessage CreateMessage(int number)
    {
        var time = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero).AddSeconds(number);
        var id = new NotificationId(1_000 + number, time);
        return new ChannelMessage
        {
            DeliveryId = id,
            IdempotencyKey = id.ToString(),
            Channel = "channel",
            Status = NotificationStatus.Firing,
            CorrelationKey = "disk/db-1",
            Event = new NotificationEvent
            {
                Type = "incident.detected",
                Id = $"event-{number}",
                Source = "/monitoring",
                Time = time,
                Severity = Severity.Critical,
                Status = NotificationStatus.Firing,
                Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = "db-1" }),
                Data = EventData.FromJson("""{ "free": 0 }"""),
            },
            Content = new NotificationContent { Subject = $"Disk full {number}", Text = $"The disk of db-1 is full, says message {number}." },
        };
    }

    private static bool HasArrived(DeliveryResult result) => result.Kind is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted;

    private async ValueTask<ChannelFixture> Play(ProviderBehavior behavior)
    {
        if (!CanPlay(behavior))
            Assert.Skip($"A provider of this kind does not do this: {behavior}.");
        return await CreateAsync(behavior);
    }

    private static async Task<DeliveryResult> Send(ChannelFixture fixture, ChannelMessage message, CancellationToken? cancellation = null)
    {
        var result = await fixture.Channel.SendAsync(message, cancellation ?? Cancellation).AsTask().WaitAsync(Guard, Cancellation);
        result.ShouldNotBeNull("a channel says what happened");
        return result;
    }
}
