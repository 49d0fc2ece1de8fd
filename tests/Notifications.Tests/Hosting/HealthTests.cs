using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Notifications.Conformance.Engine;
using Notifications.Hosting;
using Notifications.Testing;

namespace Notifications.Tests.Hosting;

public sealed class HealthTests : EngineTest
{
    [Fact]
    public async Task Check_AllIsWell_IsHealthy() => (await Check(await Start())).Status.ShouldBe(HealthStatus.Healthy);

    [Fact]
    public async Task Check_BreakerIsOpen_IsDegradedAndNamesTheChannel()
    {
        var engine = await Start();
        engine.Channel("mail").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        var health = await Check(engine);

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description!.ShouldContain("'mail' rests behind its circuit breaker");
        health.Data["pending"].ShouldBe(5L);
    }

    [Fact]
    public async Task Check_QueueIsFull_IsDegraded()
    {
        var engine = await Start();
        engine.Channel("mail").Hang();
        await engine.PublishAsync(Alerts.Message("1"));
        await engine.PublishAsync(Alerts.Message("2"));

        var health = await Check(engine);

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Description!.ShouldContain("the queue of channel 'mail' is full");
        engine.Channel("mail").Release();
    }

    [Fact]
    public async Task Check_Stopped_IsUnhealthy()
    {
        var engine = await Start();
        await engine.Engine.StopAsync(TestContext.Current.CancellationToken);

        (await Check(engine)).Status.ShouldBe(HealthStatus.Unhealthy);
        (await engine.Publisher.PublishAsync(Alerts.Message(), TestContext.Current.CancellationToken)).Error!.Code.ShouldBe(NotificationErrorCode.NotRunning);
    }

    private ValueTask<EngineHarness> Start() => StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail")
        .ConfigureChannel("mail", o => (o.Workers, o.QueueCapacity) = (1, 1)).AddRule("r", r => r.OnEvent("**").To("mail")));

    private static Task<HealthCheckResult> Check(EngineHarness engine) =>
        new NotificationsHealthCheck(engine.Services.GetRequiredService<NotificationEngine>()).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
