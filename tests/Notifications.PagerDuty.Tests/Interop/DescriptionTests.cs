using System.Net;
using System.Text;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests.Interop;

/// <summary>What we send is what the description of the Events API v2 allows, says somebody else's validator. It also checks what the fake answers.</summary>
public sealed class DescriptionTests : IAsyncLifetime
{
    private FakePagerDuty _fake = null!;
    private PrismProxy _prism = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakePagerDuty.StartAsync();
        _prism = await PrismProxy.StartAsync(_fake.Root + "/v2");
    }

    public async ValueTask DisposeAsync()
    {
        await _prism.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task Enqueue_EveryKindOfEvent_IsAsDescribed()
    {
        using var host = new PagerDutyHost(_prism.Url, static o =>
        {
            o.Client = "Monitoring";
            o.ClientUrl = "https://monitoring.acme.com/?a=1#b";
        });
        ChannelMessage[] messages =
        [
            Messages.Plain,
            Messages.Full,
            Messages.Full with { Status = NotificationStatus.Acknowledged },
            Messages.Full with { Status = NotificationStatus.Resolved },
            Messages.Plain with { Status = NotificationStatus.None, CorrelationKey = null },
            Messages.Plain with { CorrelationKey = string.Concat(Enumerable.Repeat("🔥", 500)) },
            Messages.Plain with { Content = new NotificationContent { Subject = string.Concat(Enumerable.Repeat("🔥", 5_000)), Text = string.Concat(Enumerable.Repeat("💥é\r\n", 25_000)) } },
            Messages.WithEvent(static e => e with { Labels = Messages.Labels(200, 1_000), TenantId = "acme", Source = null, Subject = null }),
            Messages.WithEvent(static e => e with { Time = null, Data = EventData.FromJson($"[{string.Join(',', Enumerable.Repeat("\"\\ud83d\"", 20_000))}]") }),
        ];
        foreach (var message in messages)
            (await host.SendAsync(message)).ToString().ShouldBe("Delivered");
        foreach (var severity in Enum.GetValues<Severity>())
            (await host.SendAsync(Messages.WithEvent(e => e with { Severity = severity }))).ToString().ShouldBe("Delivered");
        _fake.Errors.ShouldBeEmpty();
        _fake.Events.Count.ShouldBe(messages.Length + Enum.GetValues<Severity>().Length);
    }

    [Theory]
    [InlineData("""{"routing_key":"short","event_action":"trigger","payload":{"summary":"s","source":"s","severity":"info"}}""")]
    [InlineData("""{"routing_key":"e93facc04764012d7bfb002500d5d1a6","event_action":"trigger","payload":{"summary":"s","source":"s","severity":"bad"}}""")]
    [InlineData("""{"routing_key":"e93facc04764012d7bfb002500d5d1a6","event_action":"resolve"}""")]
    [InlineData("""{"routing_key":"e93facc04764012d7bfb002500d5d1a6","event_action":"trigger","payload":{"summary":"s","source":"s","severity":"info","more":1}}""")]
    public async Task Enqueue_InvalidEvent_IsRefusedByTheDescriptionAndByTheFake(string json)
    {
        using var client = new HttpClient();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        content.Headers.ContentType!.CharSet = null;
        using var described = await client.PostAsync(_prism.Url, content, TestContext.Current.CancellationToken);
        described.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        _fake.Requests.ShouldBeEmpty();
        using var direct = await client.PostAsync(_fake.Url, content, TestContext.Current.CancellationToken);
        direct.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
