using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notifications.Tests.Http;

/// <summary>What the guard of every channel over HTTP has to do. The connector is replaced, so a packet that would leave is seen.</summary>
public abstract class GuardTests
{
    private readonly RecordingConnector _connector = new();

    /// <summary>Whose fault a refused address is.</summary>
    protected abstract RejectionKind Blame { get; }

    /// <summary>A channel that sends to the URL, whatever it says, and allows http to names; <paramref name="more"/> comes before its registration.</summary>
    private protected abstract GuardedChannel Open(string url, bool allowPrivate, Action<INotificationsBuilder> more);

    /// <summary>The forms of addresses that a URL may have: none of them leads to a packet.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("127。0。0。1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("a.localhost")]
    [InlineData("10.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[fd00::1]")]
    public async Task Send_PrivateAddressInTheUrl_IsRefusedWithTheOptionsName(string host)
    {
        var error = await RefuseAsync($"https://{host}/x/path-secret", allowPrivate: false);
        error.ShouldContain("AllowPrivateNetworks");
        error.ShouldNotContain("path-secret");
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("0xa9fea9fe")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("[::]")]
    [InlineData("255.255.255.255")]
    public async Task Send_MetadataOrReservedAddressInTheUrl_IsRefusedWhateverTheOptions(string host) =>
        (await RefuseAsync($"https://{host}/x/path-secret", allowPrivate: true)).ShouldNotContain("path-secret");

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://acme.example/x")]
    [InlineData("https://acme.example\\@10.0.0.1/x")]
    [InlineData("https://user:path-secret@acme.example/x")]
    [InlineData("https://acme.example/\r\nX-Header:x")]
    public async Task Send_UrlOfAnotherKind_IsRefused(string url) => (await RefuseAsync(url, allowPrivate: true)).ShouldNotContain("path-secret");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00:ec2::254")]
    public async Task Send_NameThatResolvesToAPrivateAddress_IsRefusedBeforeAnyPacket(string address)
    {
        using var channel = Open("https://rebind.example/x/path-secret", allowPrivate: false, With(new ScriptedResolver([address])));
        var result = await channel.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, Blame));
        result.Reason!.ShouldContain("rebind.example");
        _connector.Targets.ShouldBeEmpty();
        channel.Logs.Lines.ShouldContain(static line => line.Contains("refused to connect to rebind.example", StringComparison.Ordinal));
        string.Join('\n', channel.Logs.Lines).ShouldNotContain("path-secret");
    }

    [Fact]
    public async Task Send_OneBadAddressAmongGoodOnes_IsRefused()
    {
        using var channel = Open("https://mixed.example/x", allowPrivate: false, With(new ScriptedResolver(["8.8.8.8", "10.0.0.1"])));
        (await channel.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Rejected);
        _connector.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_NameThatChangesItsAnswer_ConnectsToTheCheckedAddressOnly()
    {
        var resolver = new ScriptedResolver(["93.184.216.34"], ["127.0.0.1"]);
        using var channel = Open("https://rebind.example/x", allowPrivate: false, With(resolver));

        (await channel.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Retry);
        resolver.Calls.ShouldBe(1);
        _connector.Targets.ShouldBe(["93.184.216.34:443"]);

        (await channel.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Rejected);
        _connector.Targets.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("fd00:ec2::254", false)]
    public async Task Send_PrivateNetworksAllowed_OpensThemButNotMetadata(string address, bool expected)
    {
        using var channel = Open("https://internal.example/x", allowPrivate: true, With(new ScriptedResolver([address])));
        (await channel.SendAsync()).Kind.ShouldBe(expected ? DeliveryResultKind.Retry : DeliveryResultKind.Rejected);
        _connector.Targets.Count.ShouldBe(expected ? 1 : 0);
    }

    [Fact]
    public async Task Send_InternationalName_IsResolvedInItsAsciiForm()
    {
        var resolver = new ScriptedResolver(["10.0.0.1"]);
        using var channel = Open("https://münchen.example/x", allowPrivate: false, With(resolver));
        (await channel.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Rejected);
        resolver.Names.ShouldBe(["xn--mnchen-3ya.example"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/private")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://elsewhere.example/")]
    public async Task Send_Redirect_IsNotFollowed(string location)
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await RawServer.ReadRequestAsync(stream, stop);
            await RawServer.WriteAsync(stream, $"HTTP/1.1 307 X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n", stop);
        });
        var connector = new RecordingConnector(new Uri(server.Url).Port);
        using var channel = Open("http://moved.example/x", allowPrivate: false, With(new ScriptedResolver(["93.184.216.34"]), connector));
        var result = await channel.SendAsync();
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Configuration));
        result.Reason!.ShouldContain("redirects");
        connector.Targets.ShouldBe(["93.184.216.34:80"]);
    }

    private static Action<INotificationsBuilder> With(ScriptedResolver resolver, RecordingConnector connector) => n =>
    {
        n.Services.AddSingleton<Notifications.Http.Guard.IHostResolver>(resolver);
        n.Services.AddSingleton<Notifications.Http.Guard.IAddressConnector>(connector);
    };

    private Action<INotificationsBuilder> With(ScriptedResolver resolver) => With(resolver, _connector);

    /// <summary>Sends, and gives the text of the refusal: the options' when they are not taken, else the result's.</summary>
    private async Task<string> RefuseAsync(string url, bool allowPrivate)
    {
        try
        {
            using var channel = Open(url, allowPrivate, With(new ScriptedResolver(["8.8.8.8"])));
            var result = await channel.SendAsync();
            (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, Blame));
            return result.Reason!;
        }
        catch (OptionsValidationException refused)
        {
            Blame.ShouldBe(RejectionKind.Configuration);
            return refused.Message;
        }
        finally
        {
            _connector.Targets.ShouldBeEmpty();
        }
    }
}
