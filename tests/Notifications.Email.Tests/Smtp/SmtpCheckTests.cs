using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>A test goes as far as a mail would, and leaves without one.</summary>
public sealed class SmtpCheckTests
{
    [Fact]
    public async Task TestAsync_GoodServer_AuthenticatesAndLeavesWithoutAMail()
    {
        await using var server = new SinkServer { Capabilities = ["AUTH PLAIN"], Reply = static command => command.StartsWith("AUTH", StringComparison.Ordinal) ? "235 ok" : null };
        await using var host = EmailHost.For(server.Port, static o => (o.UserName, o.Password, o.AllowPlainTextAuthentication) = ("ops", "secret", true));

        (await TestAsync(host)).Kind.ShouldBe(DeliveryResultKind.Delivered);

        server.Commands.Select(static c => c.Split(' ')[0]).ShouldBe(["EHLO", "AUTH", "NOOP", "QUIT"]);
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task TestAsync_WrongPassword_SaysSoWithoutIt()
    {
        await using var server = new SinkServer { Capabilities = ["AUTH PLAIN"], Reply = static command => command.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 bad secret" : null };
        await using var host = EmailHost.For(server.Port, static o => (o.UserName, o.Password, o.AllowPlainTextAuthentication) = ("ops", "secret", true));

        var result = await TestAsync(host);

        result.Rejection.ShouldBe(RejectionKind.Configuration);
        result.Reason!.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("QUIT", "cut", DeliveryResultKind.Delivered)]
    [InlineData("NOOP", "502 5.5.1 what?", DeliveryResultKind.Delivered)]
    [InlineData("NOOP", "421 4.3.2 going down", DeliveryResultKind.Retry)]
    [InlineData("NOOP", "530 5.7.0 log in first", DeliveryResultKind.Rejected)]
    [InlineData("NOOP", "cut", DeliveryResultKind.Retry)]
    public async Task TestAsync_OddButGoodServer_Passes(string command, string answer, DeliveryResultKind kind)
    {
        await using var server = new SinkServer { Reply = said => said == command ? answer : null };
        await using var host = EmailHost.For(server.Port);
        var result = await TestAsync(host);
        result.Kind.ShouldBe(kind, result.ToString());
        (result.Reason ?? string.Empty).ShouldNotContain("No connection");
    }

    [Fact]
    public async Task TestAsync_NobodyThere_IsAResult()
    {
        int port;
        await using (var server = new SinkServer())
            port = server.Port;
        await using var host = EmailHost.For(port);

        (await TestAsync(host)).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    private static ValueTask<DeliveryResult> TestAsync(EmailHost host) =>
        host.Channel.ShouldBeAssignableTo<IChannelTest>()!.TestAsync(Messages.Plain, TestContext.Current.CancellationToken);
}
