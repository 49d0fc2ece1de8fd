using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
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
}
