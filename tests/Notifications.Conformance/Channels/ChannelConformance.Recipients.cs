using Shouldly;
using Xunit;

namespace Notifications.Conformance.Channels;

/// <summary>Channels that say <see cref="ChannelTraits.RetriesRecipients"/>: who is refused for now gets the same message later, and the others never get it twice.</summary>
public abstract partial class ChannelConformance
{
    /// <summary>Makes the channel and a provider that takes a message for some of its recipients, and refuses one for now, once. Overridden by who declares the trait.</summary>
    /// <returns>Both, and a message to several; null for a channel that sends to one at a time.</returns>
    protected virtual ValueTask<(ChannelFixture Fixture, ChannelMessage Message)?> CreateDeferringAsync() => new(((ChannelFixture, ChannelMessage)?)null);

    [Fact]
    public async Task SendAsync_OneOfSeveralDeferred_TheNextAttemptIsTheSameForHimAlone()
    {
        await using var plain = await Play(ProviderBehavior.Succeeds);
        if ((plain.Channel as INotificationChannelTraits)?.Traits.RetriesRecipients != true)
            return;
        var (fixture, message) = (await CreateDeferringAsync()).ShouldNotBeNull("a channel that declares RetriesRecipients has a provider that defers");
        await using var _ = fixture;

        var first = await Send(fixture, message);
        HasArrived(first).ShouldBeTrue(first.ToString());
        var left = first.Failures.ShouldHaveSingleItem();
        left.Kind.ShouldBe(RecipientFailureKind.Deferred);
        var second = await Send(fixture, message with { Attempt = 2, OnlyFor = [left.Address] });
        HasArrived(second).ShouldBeTrue(second.ToString());
        second.Failures.ShouldBeEmpty();

        var calls = fixture.Calls.ToArray();
        calls.Length.ShouldBe(2);
        calls[1].Recipients.ShouldBe(left.Address);
        calls[0].Recipients!.Split(',').ShouldNotContain(left.Address);
        calls[1].ShouldBe(calls[0] with { Recipients = left.Address }, "only who gets it is another");
    }

    [Fact]
    public async Task SendAsync_OnlyForNobodyOfTheMessage_SendsNothing()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        if ((fixture.Channel as INotificationChannelTraits)?.Traits.RetriesRecipients != true)
            return;
        HasArrived(await Send(fixture, CreateMessage(1) with { Attempt = 2, OnlyFor = ["nobody of the message's"] })).ShouldBeFalse();
        fixture.Calls.ShouldBeEmpty();
    }
}
