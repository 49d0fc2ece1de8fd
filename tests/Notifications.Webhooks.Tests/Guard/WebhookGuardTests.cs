using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Guard;

/// <summary>The guard between the URL of the options and the network.</summary>
public sealed class WebhookGuardTests : GuardTests
{
    private readonly RecordingConnector _connector = new();

    protected override RejectionKind Blame => RejectionKind.Configuration;

    private protected override GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more)
    {
        var host = new WebhookHost(o => (o.Url, o.AllowHttp, o.AllowPrivateNetworks) = (url, true, allowPrivate), more: more);
        return new(host.Channel, Messages.Plain, host.Logs, host);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://user:secret@hooks.acme.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a url")]
    [InlineData("")]
    public async Task SendAsync_HostileDestination_IsTheRecipientsFaultAndNothingLeaves(string destination)
    {
        using var host = new WebhookHost(_ => { }, new ScriptedResolver(["8.8.8.8"]), _connector);
        var result = await host.SendAsync(Messages.Plain with { Destination = destination });
        result.Kind.ShouldBe(DeliveryResultKind.Rejected);
        result.Rejection.ShouldBe(RejectionKind.Recipient);
        result.Reason!.ShouldNotContain("secret");
        _connector.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_FirstAddressDead_TriesTheNextChecked()
    {
        using var host = new WebhookHost(o => o.Url = "https://two.example/", new ScriptedResolver(["8.8.8.8", "8.8.4.4"]), _connector);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        _connector.Targets.ShouldBe(["8.8.8.8:443", "8.8.4.4:443"]);
    }

    [Fact]
    public async Task SendAsync_UnknownName_IsRetried()
    {
        using var host = new WebhookHost(o => o.Url = "https://nowhere.example/", new ScriptedResolver([[]]), _connector);
        var result = await host.SendAsync();
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("resolved");
    }

    [Fact]
    public async Task SendAsync_PublicName_PinsTheAddressAndKeepsTheNameAsHost()
    {
        await using var receiver = await Receiver.StartAsync();
        var connector = new RecordingConnector(new Uri(receiver.Root).Port);
        using var host = new WebhookHost(
            o =>
            {
                o.Url = "http://hooks.acme.example/in";
                o.AllowHttp = true;
            },
            new ScriptedResolver(["93.184.216.34"]),
            connector);
        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Delivered);
        connector.Targets.ShouldBe(["93.184.216.34:80"]);
        receiver.Last.Headers["Host"].ShouldBe("hooks.acme.example");
    }
}
