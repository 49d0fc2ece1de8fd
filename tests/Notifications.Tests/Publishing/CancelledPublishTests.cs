using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;

namespace Notifications.Tests.Publishing;

public sealed class CancelledPublishTests
{
    [Fact]
    public async Task PublishAsync_CancelledBeforehand_ThrowsAndKeepsTheLawOfEvents()
    {
        var services = new ServiceCollection();
        services.AddNotifications();
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        await engine.StartAsync(TestContext.Current.CancellationToken);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await provider.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "order.failed" }, new CancellationToken(canceled: true)));

        var statistics = engine.GetStatistics();
        statistics.Published.ShouldBe(statistics.Refused + statistics.Duplicate + statistics.Accepted);
    }
}
