using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

public sealed class PagerDutyChannelTests : IAsyncLifetime
{
    private FakePagerDuty _fake = null!;

    public async ValueTask InitializeAsync() => _fake = await FakePagerDuty.StartAsync();

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Fact]
    public async Task SendAsync_OneIncident_IsOneAlertFromTriggerToResolve()
    {
        using var host = new PagerDutyHost(_fake.Url);
        foreach (var status in (NotificationStatus[])[NotificationStatus.Firing, NotificationStatus.Acknowledged, NotificationStatus.Firing, NotificationStatus.Resolved])
            (await host.SendAsync(Messages.Plain with { Status = status, IdempotencyKey = Guid.NewGuid().ToString() })).ProviderMessageId.ShouldBe("disk/db-1");
        var alert = _fake.Alerts.ShouldHaveSingleItem();
        alert.Log.ShouldBe(["trigger", "acknowledge", "trigger", "resolve"]);
        alert.State.ShouldBe("resolved");
    }

    [Fact]
    public async Task SendAsync_SentTwice_IsOneAlert()
    {
        using var host = new PagerDutyHost(_fake.Url);
        await host.SendAsync();
        await host.SendAsync(Messages.Plain with { Attempt = 2 });
        _fake.Alerts.ShouldHaveSingleItem();
        _fake.Requests.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SendAsync_TenantsWithTheSameKey_AreTwoAlerts()
    {
        using var host = new PagerDutyHost(_fake.Url);
        foreach (var tenant in (string?[])[null, "acme", "globex"])
            await host.SendAsync(Messages.WithEvent(e => e with { TenantId = tenant }));
        _fake.Alerts.Select(static a => a.DedupKey).ShouldBe(["disk/db-1", "acme|disk/db-1", "globex|disk/db-1"]);
    }

    [Fact]
    public async Task SendAsync_WithoutStatusAndKey_TriggersAnAlertOfItsOwn()
    {
        using var host = new PagerDutyHost(_fake.Url);
        await host.SendAsync(Messages.Plain with { Status = NotificationStatus.None, CorrelationKey = null });
        await host.SendAsync(Messages.Plain with { Status = NotificationStatus.None, CorrelationKey = null, IdempotencyKey = "msg_0002" });
        _fake.Alerts.Select(static a => (a.DedupKey, a.State)).ShouldBe([("msg_0001", "triggered"), ("msg_0002", "triggered")]);
    }

    [Fact]
    public async Task SendAsync_Full_HasEveryField()
    {
        using var host = new PagerDutyHost(_fake.Url, static o =>
        {
            o.Client = "Monitoring";
            o.ClientUrl = "https://monitoring.acme.com/";
        });
        (await host.SendAsync(Messages.Full)).Kind.ShouldBe(DeliveryResultKind.Delivered, string.Join('\n', _fake.Errors));
        var sent = _fake.Events.ShouldHaveSingleItem();
        sent.GetProperty("client").GetString().ShouldBe("Monitoring");
        sent.GetProperty("client_url").GetString().ShouldBe("https://monitoring.acme.com/");
        var payload = sent.GetProperty("payload");
        Fields(payload).ShouldBe(
        [
            "summary=Disk full", "source=10.0.0.1:9100 (node exporter)", "severity=error", "timestamp=2026-03-28T23:30:00.25Z", "component=mysql", "group=prod-datapipe", "class=disk",
        ]);
        var details = payload.GetProperty("custom_details");
        Fields(details).ShouldBe(
        [
            "text=The disk of db-1 is full", "status=firing", "event_id=evt-1", "event_type=incident.detected", "subject=Überlauf \"db-1\" 100%", "tenant=acme", "rule=critical",
        ]);
        details.GetProperty("labels").GetProperty("größe").GetString().ShouldBe("10 \"GB\"\r\nx");
        details.GetProperty("aggregate").GetProperty("count").GetInt32().ShouldBe(7);
        details.GetProperty("aggregate").GetProperty("samples")[0].GetProperty("event_id").GetString().ShouldBe("evt-0");
        details.GetProperty("data").GetRawText().ShouldBe(
            """{"free":0,"paths":["/var","/"],"note":"ü € \uD83D\uDD25","half":"�","nul":"a�b","big":1e400,"nested":{"ok":true,"no":null}}""");
    }

    [Fact]
    public async Task SendAsync_ClientOnOtherActions_IsLeftOut()
    {
        using var host = new PagerDutyHost(_fake.Url, static o => o.Client = "Monitoring");
        await host.SendAsync(Messages.Plain with { Status = NotificationStatus.Resolved });
        _fake.Events.ShouldHaveSingleItem().TryGetProperty("client", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, FakePagerDuty.Key)]
    [InlineData("database", FakePagerDuty.OtherKey)]
    [InlineData("DataBase", FakePagerDuty.OtherKey)]
    [InlineData(FakePagerDuty.OtherKey, FakePagerDuty.OtherKey)]
    public async Task SendAsync_Destination_ChoosesTheKey(string? destination, string expected)
    {
        using var host = new PagerDutyHost(_fake.Url, static o => o.RoutingKeys["database"] = FakePagerDuty.OtherKey);
        (await host.SendAsync(Messages.Plain with { Destination = destination })).Kind.ShouldBe(DeliveryResultKind.Delivered);
        _fake.Alerts.ShouldHaveSingleItem().RoutingKey.ShouldBe(expected);
    }

    [Theory]
    [InlineData("e93facc04764012d7bfb002500d5d1a")]
    [InlineData("e93facc04764012d7bfb002500d5d1-6")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task SendAsync_NoSuchDestination_IsRejectedWithoutACallAndWithoutRepeatingIt(string destination)
    {
        using var host = new PagerDutyHost(_fake.Url);
        var result = await host.SendAsync(Messages.Plain with { Destination = destination });
        result.Rejection.ShouldBe(RejectionKind.Configuration);
        if (destination.Length > 0)
            result.Reason!.ShouldNotContain(destination);
        _fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_UnknownKey_IsAMatterOfConfiguration()
    {
        using var host = new PagerDutyHost(_fake.Url, static o => o.RoutingKey = new string('0', 32));
        var result = await host.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Configuration));
        result.Reason!.ShouldContain("check RoutingKey and Region");
    }

    [Fact]
    public async Task SendAsync_AnyOutcome_LogsAndTellsNoKey()
    {
        using var host = new PagerDutyHost(_fake.Url);
        foreach (var status in (int[])[400, 401, 403, 404, 413, 429, 500, 302, 200])
        {
            _fake.Faults.Enqueue(new(status, Body: $"routing_key {FakePagerDuty.Key} and {FakePagerDuty.OtherKey}"));
            var result = await host.SendAsync(Messages.Plain with { Destination = FakePagerDuty.OtherKey });
            result.ToString().ShouldNotContain(FakePagerDuty.OtherKey);
        }

        host.Logs.Lines.ShouldAllBe(static line => !line.Contains(FakePagerDuty.Key) && !line.Contains(FakePagerDuty.OtherKey));
        host.Channel.ToString()!.ShouldNotContain(FakePagerDuty.Key);
    }

    [Fact]
    public async Task SendAsync_TooLarge_IsShortenedAndLogged()
    {
        using var host = new PagerDutyHost(_fake.Url);
        var data = EventData.FromJson(JsonSerializer.Serialize(new { lines = Enumerable.Range(0, 3_000).Select(static i => new string('x', 300) + i) }));
        (await host.SendAsync(Messages.WithEvent(e => e with { Data = data }))).Kind.ShouldBe(DeliveryResultKind.Delivered, string.Join('\n', _fake.Errors));
        var details = _fake.Events.ShouldHaveSingleItem().GetProperty("payload").GetProperty("custom_details");
        details.GetProperty("note").GetString()!.ShouldStartWith("Shortened: the whole event has 9");
        var lines = details.GetProperty("data").GetProperty("lines");
        lines.GetArrayLength().ShouldBe(101);
        lines[100].GetString().ShouldBe("… and 2,900 more");
        host.Logs.Lines.ShouldContain(static line => line.StartsWith("5301 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_DataThatIsNoJson_PagesWithoutIt()
    {
        using var host = new PagerDutyHost(_fake.Url);
        (await host.SendAsync(Messages.WithEvent(static e => e with { Data = EventData.FromJson("{broken") }))).Kind.ShouldBe(DeliveryResultKind.Delivered);
        _fake.Events.ShouldHaveSingleItem().GetProperty("payload").GetProperty("custom_details").GetProperty("note").GetString()!.ShouldContain("no JSON");
    }

    [Fact]
    public async Task TestAsync_GoodKey_OpensNothing()
    {
        using var host = new PagerDutyHost(_fake.Url);
        var test = (IChannelTest)host.Channel;
        (await test.TestAsync(Messages.Plain with { Status = NotificationStatus.None, CorrelationKey = null }, TestContext.Current.CancellationToken))
            .Kind.ShouldBe(DeliveryResultKind.Delivered);
        _fake.Events.ShouldHaveSingleItem().GetProperty("event_action").GetString().ShouldBe("resolve");
        _fake.Alerts.ShouldBeEmpty();
        _fake.Keys.Clear();
        (await test.TestAsync(Messages.Plain, TestContext.Current.CancellationToken)).Rejection.ShouldBe(RejectionKind.Configuration);
    }

    [Fact]
    public async Task SendAsync_Drill_IsMarkedInTheDetails()
    {
        using var host = new PagerDutyHost(_fake.Url);
        await host.SendAsync(Messages.WithEvent(static e => e with { Drill = true }));
        _fake.Events.ShouldHaveSingleItem().GetProperty("payload").GetProperty("custom_details").GetProperty("drill").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Traits_AreThoseOfAService()
    {
        using var host = new PagerDutyHost(_fake.Url);
        (host.Channel.Traits with { IsSecretDestination = null }).ShouldBe(new ChannelTraits { Type = "pagerduty", DestinationIsProvider = true });
        using var without = new PagerDutyHost(_fake.Url, static o => o.RoutingKey = null);
        without.Channel.Traits.HasDefaultDestination.ShouldBeFalse();
    }

    [Fact]
    public void Traits_AllButNames_AreSecretDestinations()
    {
        using var host = new PagerDutyHost(_fake.Url, static o => o.RoutingKeys["database"] = FakePagerDuty.OtherKey);
        var isSecret = host.Channel.Traits.IsSecretDestination!;
        (isSecret(FakePagerDuty.OtherKey), isSecret(FakePagerDuty.OtherKey[..^1]), isSecret("Database")).ShouldBe((true, true, false));
    }

    [Fact]
    public async Task SendAsync_HostWithARetryingHandler_TriesOnce()
    {
        _fake.Faults.Enqueue(new(503));
        using var host = new PagerDutyHost(_fake.Url, more: static n => n.Services.ConfigureHttpClientDefaults(static c => c.AddHttpMessageHandler(static () => new RepeatingHandler())));
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        _fake.Requests.Count.ShouldBe(1);
    }

    private static IEnumerable<string> Fields(JsonElement parent) =>
        parent.EnumerateObject().Where(static p => p.Value.ValueKind == JsonValueKind.String).Select(static p => $"{p.Name}={p.Value.GetString()}");

    private sealed class RepeatingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }
}
