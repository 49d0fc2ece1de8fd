namespace Notifications.Conformance.Channels;

/// <summary>A channel together with the double of its provider.</summary>
public abstract class ChannelFixture : IAsyncDisposable
{
    /// <summary>The channel, made as a host makes it.</summary>
    public abstract INotificationChannel Channel { get; }

    /// <summary>What the provider's side got so far, in any order.</summary>
    public abstract IReadOnlyCollection<ProviderCall> Calls { get; }

    /// <summary>Completes when a call has reached a provider that <see cref="ProviderBehavior.NeverAnswers"/>.</summary>
    public virtual Task Reached => Task.CompletedTask;

    /// <summary>What is secret in the channel's options: it must not show in any result.</summary>
    public virtual IReadOnlyCollection<string> Secrets => [];

    /// <summary>Disposes the channel, if it can be, and then the double.</summary>
    /// <returns>When both are gone.</returns>
    public abstract ValueTask DisposeAsync();
}
