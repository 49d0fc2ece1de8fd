using Shouldly;
using Xunit;

namespace Notifications.Conformance.Channels;

/// <summary>What a channel says is what happened, and it tries once.</summary>
public abstract partial class ChannelConformance
{
    [Fact]
    public async Task SendAsync_ProviderSucceeds_HasArrived()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        var result = await Send(fixture, CreateMessage(1));
        HasArrived(result).ShouldBeTrue(result.ToString());
        result.Reason.ShouldBeNull();
        fixture.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_ProviderRefusesForGood_IsRejectedAfterOneCall()
    {
        await using var fixture = await Play(ProviderBehavior.RefusesForGood);
        var result = await Send(fixture, CreateMessage(1));
        result.Kind.ShouldBe(DeliveryResultKind.Rejected, result.ToString());
        result.Rejection.ShouldNotBeNull();
        result.Reason.ShouldNotBeNullOrWhiteSpace();
        fixture.Calls.Count.ShouldBeLessThanOrEqualTo(1, "the engine repeats, not the channel");
    }

    [Fact]
    public async Task SendAsync_ProviderFailsForNow_IsRetryAfterOneCall()
    {
        await using var fixture = await Play(ProviderBehavior.FailsForNow);
        var result = await Send(fixture, CreateMessage(1));
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
        result.Reason.ShouldNotBeNullOrWhiteSpace();
        fixture.Calls.Count.ShouldBeLessThanOrEqualTo(1, "the engine repeats, not the channel");
    }

    [Fact]
    public async Task SendAsync_ProviderThrottles_SaysForHowLong()
    {
        await using var fixture = await Play(ProviderBehavior.Throttles);
        var result = await Send(fixture, CreateMessage(1));
        result.Kind.ShouldBe(DeliveryResultKind.Throttled, result.ToString());
        result.RetryAfter.ShouldBe(ThrottleTime);
        fixture.Calls.Count.ShouldBeLessThanOrEqualTo(1, "the engine waits, not the channel");
    }

    [Fact]
    public async Task SendAsync_ConnectionCutBeforeTheAnswer_IsUnknown()
    {
        await using var fixture = await Play(ProviderBehavior.CutsTheConnection);
        var result = await Send(fixture, CreateMessage(1));
        result.Kind.ShouldBe(DeliveryResultKind.Unknown, result.ToString());
        result.Reason.ShouldNotBeNullOrWhiteSpace();
        fixture.Calls.Count.ShouldBeLessThanOrEqualTo(1, "the engine repeats, not the channel");
    }

    [Fact]
    public async Task SendAsync_CancelledWhileTheProviderThinks_EndsAsUnknown()
    {
        await using var fixture = await Play(ProviderBehavior.NeverAnswers);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var sending = fixture.Channel.SendAsync(CreateMessage(1), cancellation.Token).AsTask();
        await fixture.Reached.WaitAsync(Guard, Cancellation);
        await cancellation.CancelAsync();
        try
        {
            var result = await sending.WaitAsync(Guard, Cancellation);
            result.Kind.ShouldBe(DeliveryResultKind.Unknown, result.ToString());
        }
        catch (OperationCanceledException) when (sending.IsCanceled || sending.IsFaulted)
        {
            // The engine takes it for unknown.
        }
    }

    [Fact]
    public async Task SendAsync_AlreadyCancelled_SendsNothing()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        try
        {
            HasArrived(await Send(fixture, CreateMessage(1), new CancellationToken(canceled: true))).ShouldBeFalse();
        }
        catch (OperationCanceledException)
        {
            // As good as a result.
        }

        fixture.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_AnyOutcome_ShowsNoSecretAndNoBody()
    {
        foreach (var behavior in Enum.GetValues<ProviderBehavior>())
        {
            if (behavior == ProviderBehavior.NeverAnswers || !CanPlay(behavior))
                continue;
            await using var fixture = await CreateAsync(behavior);
            var message = CreateMessage(1);
            var result = await Send(fixture, message);
            var shown = $"{result} {result.Reason} {string.Join(' ', result.Failures)} {fixture.Channel}";
            foreach (var secret in fixture.Secrets)
                shown.ShouldNotContain(secret);
            shown.ShouldNotContain(message.Content.Text);
            shown.ShouldNotContain(message.Content.Subject);
        }
    }
}
