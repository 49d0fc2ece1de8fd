using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifications.Hosting;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The snippets do not only compile.</summary>
public sealed class SnippetRunTests
{
    [Fact]
    public async Task GettingStarted_RunInAHost_DeliversAndExplains()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = Host.CreateApplicationBuilder();
        GettingStarted.AddNotifications(builder);
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        var engine = host.Services.GetRequiredService<INotificationEngine>();
        await GettingStarted.PublishAsync(host.Services.GetRequiredService<INotificationPublisher>(), cancellation);
        await engine.WaitForIdleAsync(cancellation);
        var statistics = engine.GetStatistics();
        statistics.Accepted.ShouldBe(2);
        statistics.Delivered.ShouldBe(2);
        await host.StopAsync(cancellation);
    }

    [Fact]
    public async Task VirtualTime_TenEqualEvents_AreCountedInTwoMessages()
    {
        var channel = new CountingChannel();
        var trace = await Concepts.ReplayAnHourAsync(channel);
        trace.ShouldNotBeNull();

        // The first, the aggregate at the threshold, the summary at the cooldown's end. The first two leave in the same moment, and messages have no order.
        channel.Counts.Order().ShouldBe([1, 4, 5]);
    }

    [Fact]
    public async Task EventTypes_RunInAHost_AreCheckedAndPreviewed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = Host.CreateApplicationBuilder();
        Concepts.EventTypes(builder.Services);
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        Concepts.Describe(host.Services.GetRequiredService<IEventTypeRegistry>(), host.Services.GetRequiredService<Handlebars.ITemplateCatalog>()).ShouldContain("Order O-4711 failed: 99.5 €");
        var refused = await host.Services.GetRequiredService<INotificationPublisher>()
            .PublishAsync(new NotificationEvent { Type = "order.failed", Data = EventData.FromJson("""{"orderId":"1","amount":1,"regoin":"eu"}""") }, cancellation);
        refused.Error!.Message.ShouldContain("/regoin is not declared: did you mean 'region'?");
        await host.StopAsync(cancellation);
    }

    [Fact]
    public void Configurations_AreValid()
    {
        foreach (Action<IServiceCollection> add in new Action<IServiceCollection>[] { Concepts.Delivery, Concepts.Limits, Concepts.Resolver, Concepts.Health })
        {
            var services = new ServiceCollection();
            add(services);
            services.ShouldNotBeEmpty();
        }
    }

    private sealed class CountingChannel : INotificationChannel
    {
        public List<int> Counts { get; } = [];

        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            lock (Counts)
                Counts.Add(message.Aggregate?.Count ?? 1);
            return new(DeliveryResult.Delivered());
        }
    }
}
