using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

/// <summary>When a message was ready to go: the same for all its attempts.</summary>
public sealed class ReadyAtTests : EngineTest
{
    [Theory, BothStores]
    public async Task ReadyAt_ScheduledAndTriedAgain_IsWhenItWasScheduledFor(StoreMode mode)
    {
        var at = EngineHarness.DefaultStart.AddDays(7);
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail"));
        engine.Channel("mail").FailTimes(2);
        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.Address("x")], Body = "hello", SendAt = at });

        await engine.AdvanceToAsync(at.AddMinutes(5));

        engine.Channel("mail").Attempts.Select(static a => a.Message.ReadyAt).ShouldBe([at, at, at]);
    }

    [Theory, BothStores]
    public async Task ReadyAt_Otherwise_IsWhenItWasMade(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail"));
        engine.Channel("mail").FailTimes(1);
        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.Address("x")], Body = "hello" });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("mail").Attempts.Select(static a => a.Message.ReadyAt).ShouldBe([EngineHarness.DefaultStart, EngineHarness.DefaultStart]);
    }
}
