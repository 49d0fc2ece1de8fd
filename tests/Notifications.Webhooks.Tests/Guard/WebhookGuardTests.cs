using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Guard;

/// <summary>Hostile destinations against the whole channel: the connector is replaced, so a packet that would leave is seen.</summary>
public class WebhookGuardTests
{
    private readonly RecordingConnector _connector = new();

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

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task SendAsync_NameThatResolvesToAPrivateAddress_IsRefusedBeforeAnyPacket(string address)
    {
        using var host = new WebhookHost(_ => { }, new ScriptedResolver([address]), _connector);
        var result = await host.SendAsync(Messages.Plain with { Destination = "https://rebind.example/x?token=path-secret" });
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Recipient));
        result.Reason!.ShouldContain("rebind.example");
        _connector.Targets.ShouldBeEmpty();
        string.Join('\n', host.Logs.Lines).ShouldContain("5000 ");
        string.Join('\n', host.Logs.Lines).ShouldNotContain("path-secret");
    }

    [Fact]
    public async Task SendAsync_OneBadAddressAmongGoodOnes_IsRefused()
    {
        using var host = new WebhookHost(_ => { }, new ScriptedResolver(["8.8.8.8", "10.0.0.1"]), _connector);
        (await host.SendAsync(Messages.Plain with { Destination = "https://mixed.example/" })).Kind.ShouldBe(DeliveryResultKind.Rejected);
        _connector.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_NameThatChangesItsAnswer_ConnectsToTheCheckedAddressOnly()
    {
        var resolver = new ScriptedResolver(["93.184.216.34"], ["127.0.0.1"]);
        using var host = new WebhookHost(_ => { }, resolver, _connector);
        var message = Messages.Plain with { Destination = "https://rebind.example/" };

        var first = await host.SendAsync(message);
        first.Kind.ShouldBe(DeliveryResultKind.Retry);
        resolver.Calls.ShouldBe(1);
        _connector.Targets.ShouldBe(["93.184.216.34:443"]);

        var second = await host.SendAsync(message);
        second.Kind.ShouldBe(DeliveryResultKind.Rejected);
        _connector.Targets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_OwnUrlToAPrivateName_IsTheConfigurationsFault()
    {
        using var host = new WebhookHost(o => o.Url = "https://internal.example/", new ScriptedResolver(["10.0.0.1"]), _connector);
        var result = await host.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Configuration));
        result.Reason!.ShouldContain("AllowPrivateNetworks");
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

    [Theory]
    [InlineData("http://127.0.0.1/private")]
    [InlineData("http://169.254.169.254/")]
    public async Task SendAsync_RedirectToPrivate_IsNotFollowed(string location)
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Redirect(location);
            return Task.CompletedTask;
        });
        using var host = WebhookHost.ForLoopback(o => o.Url = receiver.Url);
        var result = await host.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Configuration));
        result.Reason!.ShouldContain("redirects");
        receiver.Requests.Count.ShouldBe(1);
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
