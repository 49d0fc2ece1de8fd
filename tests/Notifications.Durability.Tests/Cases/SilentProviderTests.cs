using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Durability.Cases;

/// <summary>A provider took a message and says nothing, and the process ends: what the next one does follows from what the channel has declared.</summary>
public sealed class SilentProviderTests
{
    [Theory]
    [InlineData(false, null, 0, DeliveryState.Delivered, 2)]
    [InlineData(true, null, 0, DeliveryState.InDoubt, 1)]
    [InlineData(true, 60, 0, DeliveryState.Delivered, 2)]
    [InlineData(true, 60, 90, DeliveryState.InDoubt, 1)]
    public async Task Provider_SaysNothingAndTheProcessEnds_FollowsTheChannelsPolicyAndItsKeyWindow(bool isCostly, int? windowMinutes, int downMinutes, DeliveryState expected, int attempts)
    {
        await using var engine = await JournaledEngine.StartAsync(n => n
            .AddRecordingChannel("sms", new ChannelTraits { IsCostly = isCostly, IdempotencyWindow = windowMinutes is { } w ? TimeSpan.FromMinutes(w) : null })
            .AddRule("r", static r => r.OnEvent("**").To("sms", "+15550100")));
        var sms = engine.Harness.Channel("sms").Hang();
        await engine.Harness.PublishAsync(Alerts.Message(id: "m"));
        sms.Respond(DeliveryResult.Delivered("1"));

        // The machine is down meanwhile.
        await engine.RestartAsync(losesPower: true, TimeSpan.FromMinutes(downMinutes));
        sms.Release();
        await engine.Harness.WaitForIdleAsync();

        var delivery = (await engine.Harness.ExplainAsync("m")).Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(expected);
        sms.Attempts.Count.ShouldBe(attempts);
        sms.Attempts.Select(static a => a.Message.IdempotencyKey).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Provider_ThrottlesAStorm_ARestartNeitherLosesNorHurries()
    {
        await using var engine = await JournaledEngine.StartAsync(static n => n.AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").To("mail")));
        var mail = engine.Harness.Channel("mail").Respond(DeliveryResult.Throttled(TimeSpan.FromMinutes(10)));
        for (var i = 0; i < 50; i++)
            await engine.Harness.PublishAsync(Alerts.Message($"order {i}"));
        await engine.RestartAsync();
        mail.Respond(DeliveryResult.Delivered("1"));
        await engine.Harness.AdvanceAsync(TimeSpan.FromMinutes(30));

        mail.Deliveries.Select(static m => m.Event.Subject).Distinct().Count().ShouldBe(50);
        mail.Deliveries.Count.ShouldBe(50);
        engine.Harness.Statistics.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Provider_KeyIsUsedForAnotherBody_IsRefusedAlsoAfterARestart()
    {
        await using var engine = await JournaledEngine.StartAsync(static n => n.AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("**").To("mail")));
        await engine.Harness.PublishAsync(Alerts.Message("order 1") with { IdempotencyKey = "k" });
        await engine.RestartAsync(losesPower: true);

        var other = await engine.Harness.PublishAsync(Alerts.Message("order 2") with { IdempotencyKey = "k" });

        other.Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        engine.Harness.Channel("mail").ShouldHaveDelivered(1);
    }
}
