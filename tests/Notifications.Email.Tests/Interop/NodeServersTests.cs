using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>Against smtp-server: what Postfix does not do.</summary>
public sealed class NodeServersTests(NodeServers servers) : IClassFixture<NodeServers>
{
    [Theory]
    [InlineData("startTls", EmailSecurity.StartTls)]
    [InlineData("implicit", EmailSecurity.ImplicitTls)]
    public async Task Send_OverTls_Arrives(string server, EmailSecurity security)
    {
        await using var host = Start(server, o => o.Security = security);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("secure").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("startTlsAuth", EmailAuthentication.Password, "PLAIN")]
    [InlineData("startTlsAuth", EmailAuthentication.Login, "LOGIN")]
    [InlineData("login", EmailAuthentication.Password, "LOGIN")]
    public async Task Send_ByPassword_Arrives(string server, EmailAuthentication authentication, string method)
    {
        await using var host = Start(server, o => (o.UserName, o.Password, o.Authentication) = ("ops", "pässword", authentication));
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("method").GetString().ShouldBe(method);
    }

    [Fact]
    public async Task Send_ByToken_Arrives()
    {
        await using var host = Start("startTlsAuth", static o => (o.UserName, o.Authentication) = ("ops", EmailAuthentication.XOAuth2),
            static services => services.AddSingleton<IEmailAccessTokenSource>(new Tokens("token-1")));
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("method").GetString().ShouldBe("XOAUTH2");
    }

    [Fact]
    public async Task Send_ByWrongToken_IsAConfigurationError()
    {
        await using var host = Start("startTlsAuth", static o => (o.UserName, o.Authentication, o.AccessToken) = ("ops", EmailAuthentication.XOAuth2, "wrong-secret"));
        var result = await host.SendAsync(Messages.Plain);
        result.Rejection.ShouldBe(RejectionKind.Configuration);
        result.Reason!.ShouldContain("535");
        result.Reason!.ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task Send_BusyOnce_ArrivesTheSecondTimeWithTheSameBytes()
    {
        await using var host = Start("startTls", static _ => { });
        var message = Messages.With(static c => c with { Text = "busy-once" });
        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Retry);
        (await host.SendAsync(message with { Attempt = 2 })).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_OneOfThreeUnknownAndOneFull_ReachesTheThird()
    {
        await using var host = Start("startTls", static _ => { });
        var result = await host.SendAsync(Messages.Plain with { Destination = "unknown@example.test, full@example.test, anna@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted);
        result.Failures.Select(static f => f.Address).ShouldBe(["unknown@example.test", "full@example.test"]);
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("envelope").GetProperty("to").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Send_ServerGoesDown_IsTriedAgainAndTheNextArrives()
    {
        await using var host = Start("startTls", static _ => { });
        var result = await host.SendAsync(Messages.Plain with { Destination = "closing@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("421");
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_NoAnswerAfterTheData_IsUnknownAndTheNextArrives()
    {
        // Long enough for the mail after it, on a machine that has much else to do.
        await using var host = Start("startTls", static o => o.CompletionTimeout = TimeSpan.FromSeconds(5));
        (await host.SendAsync(Messages.Plain with { Destination = "silent@example.test" })).Kind.ShouldBe(DeliveryResultKind.Unknown);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_CutInTheMiddleOfTheData_IsNotAcceptedAndTheNextArrives()
    {
        await using var host = Start("startTls", static _ => { });
        var large = Messages.With(static c => c with { Text = new string('x', 8 * 1024 * 1024) }, "cut@example.test");
        (await host.SendAsync(large)).Kind.ShouldBeOneOf(DeliveryResultKind.Retry, DeliveryResultKind.Unknown);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_CertificateOfNobodyKnown_IsAConfigurationErrorAndNothingIsSent()
    {
        await using var host = EmailHost.For(servers["startTls"], static options => options.Security = EmailSecurity.StartTls);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
        (await servers.TakeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_ToAnOldServer_Arrives()
    {
        await using var host = Start("old", static o => o.Security = EmailSecurity.None);
        var message = Messages.With(static c => c with { Text = "ü\n", Html = "<p>ü</p>" }, "anna@example.test, bob@example.test");
        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("text").GetString()!.Trim().ShouldBe("ü");
        (await host.SendAsync(message with { Destination = "jürgen@example.test" })).Rejection.ShouldBe(RejectionKind.Recipient);
    }

    private EmailHost Start(string server, Action<EmailOptions> configure, Action<IServiceCollection>? services = null) => EmailHost.For(
        servers[server],
        options =>
        {
            options.Security = EmailSecurity.StartTls;
            configure(options);
            options.CertificateAuthorityFile = options.Security == EmailSecurity.None ? null : Certificates.AuthorityFile;
        },
        services);

    private sealed class Tokens(string token) : IEmailAccessTokenSource
    {
        public ValueTask<string> GetTokenAsync(string channel, string userName, CancellationToken cancellationToken) => new(token);
    }
}
