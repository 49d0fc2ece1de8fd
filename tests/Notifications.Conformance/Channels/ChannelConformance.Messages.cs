using Shouldly;
using Xunit;

namespace Notifications.Conformance.Channels;

/// <summary>Messages of all kinds, many at once, and again.</summary>
public abstract partial class ChannelConformance
{
    private const int Concurrent = 32;

    /// <summary>What a text may hold: subject, text.</summary>
    /// <returns>The cases.</returns>
    public static TheoryData<string, string, string> HostileContents() => new()
    {
        { "long", "Long", new string('x', 100_000) },
        { "long-unicode", "Lang", string.Concat(Enumerable.Repeat("äöü€😀", 10_000)) },
        { "emoji", "🔥 Disk full 👩‍🚒", "🔥🔥🔥 👩‍👩‍👧‍👦 𝒳" },
        { "line-breaks", "one\r\nX-Injected: yes\r\n\r\ntwo", "one\r\n.\r\n\r\nX: y\n\u2028\u0085end" },
        { "nul", "before\0after", "before\0after" },
        { "terminal", "\u001b[2J\u001b]0;owned\u0007", "\u001b[31mred\u001b[0m \u009b2J\b\b\b" },
        { "markup", "<!channel> <script>alert(1)</script>", "*_~`{{event.type}} ${jndi:x} %s %n \"quoted\" 'single' \\ & <b>" },
        { "direction", "\u202Egnp.exe", "abc\u2066def\u2069" },
        { "empty", "", "" },
    };

    [Theory]
    [MemberData(nameof(HostileContents))]
    public async Task SendAsync_HostileContent_ArrivesOnceOrIsRejected(string name, string subject, string text)
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        var result = await Send(fixture, CreateMessage(1) with { Content = new NotificationContent { Subject = subject, Text = text } });
        if (!HasArrived(result))
            (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Content), name);
        var arrived = HasArrived(result) ? 1 : 0;
        fixture.Calls.Count.ShouldBe(arrived, name);

        // It spoils nothing for those that come after it.
        HasArrived(await Send(fixture, CreateMessage(2))).ShouldBeTrue();
        fixture.Calls.Count.ShouldBe(arrived + 1, name);
    }

    [Fact]
    public async Task SendAsync_SecondAttempt_SendsTheSame()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        await Send(fixture, CreateMessage(1));
        await Send(fixture, CreateMessage(1) with { Attempt = 2, Deadline = DateTimeOffset.MaxValue });
        var calls = fixture.Calls.ToArray();
        calls.Length.ShouldBe(2);
        calls[1].ShouldBe(calls[0]);
    }

    [Fact]
    public async Task SendAsync_DifferentMessages_HaveDifferentKeys()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        await Send(fixture, CreateMessage(1));
        await Send(fixture, CreateMessage(2));
        var calls = fixture.Calls.ToArray();
        calls.Length.ShouldBe(2);
        calls[0].Body.ShouldNotBe(calls[1].Body);
        if (calls[0].IdempotencyKey is { } key)
            calls[1].IdempotencyKey.ShouldNotBe(key);
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_AllArriveWhole()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        using var start = new ManualResetEventSlim();
        var sends = Enumerable.Range(1, Concurrent).Select(number => Task.Run(
            async () =>
            {
                start.Wait(Cancellation);
                return await Send(fixture, CreateMessage(number));
            },
            Cancellation)).ToArray();
        start.Set();
        foreach (var result in await Task.WhenAll(sends))
            HasArrived(result).ShouldBeTrue(result.ToString());
        var together = fixture.Calls.Select(static call => call.Body).ToHashSet(StringComparer.Ordinal);
        fixture.Calls.Count.ShouldBe(Concurrent);
        together.Count.ShouldBe(Concurrent);

        // Each as it is when it is sent alone: none has letters of another.
        await using var alone = await CreateAsync(ProviderBehavior.Succeeds);
        for (var number = 1; number <= Concurrent; number++)
            await Send(alone, CreateMessage(number));
        together.SetEquals(alone.Calls.Select(static call => call.Body)).ShouldBeTrue();
    }

    [Fact]
    public async Task SendAsync_NoDestination_GoesToTheDefaultOrIsRejected()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        var hasDefault = (fixture.Channel as INotificationChannelTraits)?.Traits.HasDefaultDestination ?? true;
        var result = await Send(fixture, CreateMessage(1) with { Destination = null });
        if (hasDefault)
            HasArrived(result).ShouldBeTrue(result.ToString());
        else
            result.Kind.ShouldBe(DeliveryResultKind.Rejected, result.ToString());
    }

    [Fact]
    public async Task Traits_ReadTwice_AreTheSame()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        if (fixture.Channel is not INotificationChannelTraits channel)
            return;
        channel.Traits.ShouldNotBeNull();
        channel.Traits.ShouldBe(channel.Traits);
        channel.Traits.Type.ShouldNotBe(string.Empty);
    }

    [Fact]
    public async Task Dispose_Twice_DoesNothing()
    {
        await using var fixture = await Play(ProviderBehavior.Succeeds);
        await Send(fixture, CreateMessage(1));
        for (var i = 0; i < 2; i++)
        {
            if (fixture.Channel is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (fixture.Channel as IDisposable)?.Dispose();
        }
    }
}
