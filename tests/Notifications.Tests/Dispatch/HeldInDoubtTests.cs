using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

public sealed class HeldInDoubtTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_EndAfterAFiringInDoubt_IsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("sms", new ChannelTraits { IsCostly = true, HasDefaultDestination = true }).AddRule("r", r => r.OnEvent("*").To("sms")));
        engine.Channel("sms").RespondWith(static m => m.Status == NotificationStatus.Firing ? DeliveryResult.Unknown("no answer") : DeliveryResult.Delivered("1"));

        await engine.PublishAsync(new NotificationEvent { Type = "alert", Subject = "disk", Status = NotificationStatus.Firing });
        await engine.PublishAsync(new NotificationEvent { Type = "alert", Subject = "disk", Status = NotificationStatus.Resolved });

        engine.Channel("sms").Attempts.Count.ShouldBe(2);
        engine.Channel("sms").ShouldHaveDeliveredOnce().Status.ShouldBe(NotificationStatus.Resolved);
    }

    [Theory]
    [InlineData(true, null, DeliveryState.InDoubt, 1)]
    [InlineData(true, 3600, DeliveryState.Delivered, 2)]
    [InlineData(false, null, DeliveryState.Delivered, 2)]
    public async Task Crash_AttemptUnderWay_FollowsTheChannelsPolicy(bool isCostly, int? window, DeliveryState state, int attempts)
    {
        var engine = await StartAsync(StoreMode.RoundTrip, n => n
            .AddRecordingChannel("sms", new ChannelTraits { IsCostly = isCostly, IdempotencyWindow = window is { } w ? TimeSpan.FromSeconds(w) : null })
            .AddRule("r", r => r.OnEvent("**").To("sms", "+15550100")), restarts: false);
        ExpectsErrors = true;
        engine.Channel("sms").Hang();
        await engine.PublishAsync(Alerts.Message(id: "m"));
        engine.Channel("sms").Respond(DeliveryResult.Delivered("1"));
        var store = (RoundTripStore)engine.Internals.Context.Store;

        await engine.RestartAsync(store.Crash);

        // What the former process has left behind is nobody's any more.
        engine.Channel("sms").Release();
        await engine.WaitForIdleAsync();

        var delivery = (await engine.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(state);
        engine.Channel("sms").Attempts.Count.ShouldBe(attempts);
        if (state == DeliveryState.InDoubt)
            delivery.Attempts.ShouldHaveSingleItem().Result.ShouldBe(DeliveryResultKind.Unknown);
    }
}
