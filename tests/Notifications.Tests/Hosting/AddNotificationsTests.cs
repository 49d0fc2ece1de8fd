using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Hosting;

public sealed class AddNotificationsTests : EngineTest
{
    [Fact]
    public void AddNotifications_Twice_AddsNothingMore()
    {
        var once = new ServiceCollection();
        once.AddNotifications();
        var twice = new ServiceCollection();
        twice.AddNotifications();
        twice.AddNotifications();

        Describe(twice).Except(Describe(once)).ShouldBeEmpty();

        static string[] Describe(ServiceCollection services) => [.. services.GroupBy(d => $"{d.Lifetime} {d.ServiceType}", StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}")];
    }

    [Fact]
    public async Task AddNotifications_TwoModules_ShareOneEngine()
    {
        var engine = await StartAsync(
            StoreMode.Memory,
            n => n.AddRule("b", r => r.OnEvent("**").To("mail")),
            services => services.AddNotifications(n => n.AddRecordingChannel("mail").AddRecordingChannel("chat").AddRule("a", r => r.OnEvent("**").To("chat"))));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Channel("chat").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Host_StartAndStop_RunsTheEngine()
    {
        var channel = new RecordingChannel("mail");
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddNotifications(n => n.AddRecordingChannel(channel).AddRule("r", r => r.OnEvent("**").To("mail")));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var result = await host.Services.GetRequiredService<INotificationPublisher>().PublishAsync(Alerts.Message(), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        result.Kind.ShouldBe(PublishKind.Accepted);
        channel.ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Start_ChannelCannotBeMade_HostStartsAndOthersWork()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddChannel("broken", _ => throw new IOException("no network"))
            .AddRule("a", r => r.OnEvent("**").To("broken").FallbackTo("mail")));
        ExpectsErrors = true;

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Deliveries[0].State.ShouldBe(DeliveryState.Rejected);
    }

    [Fact]
    public async Task Start_ChannelOfItsOwn_IsDisposedByTheEngine()
    {
        var made = new DisposableChannel();
        var given = new DisposableChannel();
        var engine = await EngineHarness.StartAsync(n => n.AddChannel("made", _ => made).AddChannel("given", given));

        await engine.DisposeAsync();

        made.Disposals.ShouldBe(1);
        given.Disposals.ShouldBe(0);
    }

    private sealed class DisposableChannel : INotificationChannel, IDisposable
    {
        public int Disposals { get; private set; }

        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => new(DeliveryResult.Delivered());

        public void Dispose() => Disposals++;
    }
}
