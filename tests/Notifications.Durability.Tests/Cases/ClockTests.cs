using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Simulation;
using Notifications.Testing;

namespace Notifications.Durability.Cases;

/// <summary>The clock is set while work waits in the journal: what is stored are instants, what is measured are spans.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    [InlineData(-60, true)]
    [InlineData(60, true)]
    public async Task Clock_JumpsAnHour_NothingIsLostOrSentTwice(int minutes, bool endsTheProcess)
    {
        JumpingClock? clock = null;
        await using var engine = await JournaledEngine.StartAsync(
            static n => n.AddRecordingChannel("mail").AddRecordingChannel("chat")
                .AddRule("all", static r => r.OnEvent("order.*").To("mail"))
                .AddRule("held", static r => r.OnEvent("order.*").To("chat").Debounce(TimeSpan.FromMinutes(2))),
            services => services.AddSingleton<TimeProvider>(provider => clock ??= new JumpingClock((SimulatedClock)services.First(static s => s.ServiceType == typeof(TimeProvider)).ImplementationInstance!)));
        var harness = engine.Harness;

        // Four hours to deliver it: the jump alone does not end that.
        harness.Channel("mail").FailTimes(4);
        for (var i = 0; i < 4; i++)
            (await harness.PublishAsync(Alerts.Message($"order {i}", Severity.High) with { IdempotencyKey = $"k{i}" })).Kind.ShouldBe(PublishKind.Accepted);
        var request = new NotificationRequest { Channels = ["mail"], Recipients = [Recipient.Address("a")], Subject = "later", Body = "b", SendAt = clock!.GetUtcNow().AddMinutes(90) };
        (await harness.SendAsync(request)).IsAccepted.ShouldBeTrue();

        clock.Jump(TimeSpan.FromMinutes(minutes));
        if (endsTheProcess)
            await engine.RestartAsync(losesPower: true);
        for (var i = 0; i < 4; i++)
            (await harness.PublishAsync(Alerts.Message($"order {i}", Severity.High) with { IdempotencyKey = $"k{i}" })).Kind.ShouldBe(PublishKind.Duplicate);
        (await harness.PublishAsync(Alerts.Message("order 4", Severity.High))).IsAccepted.ShouldBeTrue();
        await harness.AdvanceAsync(TimeSpan.FromMinutes(90 + Math.Abs(minutes)));

        harness.AssertAccounting();
        harness.Statistics.Pending.ShouldBe(0);
        harness.Channel("mail").Deliveries.Select(static m => m.Event.Subject ?? m.Content.Subject).Order(StringComparer.Ordinal).ShouldBe(["later", "order 0", "order 1", "order 2", "order 3", "order 4"]);
        harness.Channel("chat").Deliveries.Count.ShouldBe(5);
        harness.Channel("mail").Attempts.GroupBy(static a => a.Message.DeliveryId).ShouldAllBe(static d => d.Select(static a => a.Message.IdempotencyKey).Distinct().Count() == 1);
    }
}
