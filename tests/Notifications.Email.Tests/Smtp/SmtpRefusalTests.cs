using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>What a server says, and what that means.</summary>
public sealed class SmtpRefusalTests
{
    public static TheoryData<string, string, DeliveryResultKind, RejectionKind?> Answers() => new()
    {
        { "greeting", "421 4.3.2 going down", DeliveryResultKind.Retry, null },
        { "greeting", "554 5.7.1 not you", DeliveryResultKind.Rejected, RejectionKind.Configuration },
        { "EHLO", "421 4.7.0 too many", DeliveryResultKind.Retry, null },
        { "EHLO", "550 go away", DeliveryResultKind.Rejected, RejectionKind.Configuration },
        { "MAIL", "421 4.3.2 going down", DeliveryResultKind.Retry, null },
        { "MAIL", "451 4.3.0 later", DeliveryResultKind.Retry, null },
        { "MAIL", "452 4.3.1 no room", DeliveryResultKind.Retry, null },
        { "MAIL", "530 5.7.0 authenticate first", DeliveryResultKind.Rejected, RejectionKind.Configuration },
        { "MAIL", "550 5.1.8 bad sender", DeliveryResultKind.Rejected, RejectionKind.Configuration },
        { "MAIL", "552 5.3.4 too large", DeliveryResultKind.Rejected, RejectionKind.Content },
        { "RCPT", "421 4.3.2 going down", DeliveryResultKind.Retry, null },
        { "RCPT", "450 4.2.1 greylisted", DeliveryResultKind.Retry, null },
        { "RCPT", "452 4.5.3 too many recipients", DeliveryResultKind.Retry, null },
        { "RCPT", "552 too many recipients", DeliveryResultKind.Retry, null },
        { "RCPT", "552 5.2.2 mailbox full", DeliveryResultKind.Rejected, RejectionKind.Recipient },
        { "RCPT", "550 5.1.1 no such user", DeliveryResultKind.Rejected, RejectionKind.Recipient },
        { "RCPT", "550 no such user", DeliveryResultKind.Rejected, RejectionKind.Recipient },
        { "RCPT", "554 5.7.1 relay access denied", DeliveryResultKind.Rejected, RejectionKind.Configuration },
        { "DATA", "451 4.3.0 later", DeliveryResultKind.Retry, null },
        { "DATA", "554 5.5.1 no", DeliveryResultKind.Rejected, RejectionKind.Content },
        { ".", "421 4.3.2 going down", DeliveryResultKind.Retry, null },
        { ".", "451 4.3.0 later", DeliveryResultKind.Retry, null },
        { ".", "452 4.3.1 no room", DeliveryResultKind.Retry, null },
        { ".", "552 5.3.4 too large", DeliveryResultKind.Rejected, RejectionKind.Content },
        { ".", "554 5.7.1 spam", DeliveryResultKind.Rejected, RejectionKind.Content },
        { ".", "550 5.1.1 no such user after all", DeliveryResultKind.Rejected, RejectionKind.Recipient },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_IsClassified(string step, string answer, DeliveryResultKind kind, RejectionKind? rejection)
    {
        foreach (var capabilities in (string[][])[["PIPELINING"], []])
        {
            await using var server = new SinkServer { Capabilities = capabilities, Reply = command => command.StartsWith(step, StringComparison.Ordinal) ? answer : null };
            await using var host = EmailHost.For(server.Port);
            var result = await host.SendAsync(Messages.Plain);
            (result.Kind, result.Rejection).ShouldBe((kind, rejection), result.ToString());
            result.Reason!.ShouldContain(answer[..3]);
        }
    }

    [Fact]
    public async Task Answer_421ThenReady_TheNextAttemptArrives()
    {
        var isBusy = true;
        await using var server = new SinkServer { Reply = command => isBusy && command.StartsWith("MAIL", StringComparison.Ordinal) ? "421 4.3.2 later" : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Retry);
        isBusy = false;
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recipients_OneOfThreeRefused_AreReported(bool pipelines)
    {
        await using var server = new SinkServer
        {
            Capabilities = pipelines ? ["PIPELINING"] : [],
            Reply = command => command.Contains("<bob@", StringComparison.Ordinal) ? "550 5.1.1 <bob@example.test> unknown" : null,
        };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, bob@example.test, carl@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted);
        result.Failures.ShouldHaveSingleItem().Address.ShouldBe("bob@example.test");
        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_AllRefused_CopiesGetNothing()
    {
        await using var server = new SinkServer { Reply = command => command.Contains("<anna@", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        await using var host = EmailHost.For(server.Port);
        var message = Messages.With(static c => c with { Addressing = new() { Cc = ["bob@example.test"] } });
        (await host.SendAsync(message)).Rejection.ShouldBe(RejectionKind.Recipient);
        server.Messages.ShouldBeEmpty();

        // The transaction that was begun is taken back before the next one.
        (await host.SendAsync(message with { Destination = "carl@example.test" })).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Commands.ShouldContain("RSET");
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_OneForNowAndOneForGood_IsTriedAgain()
    {
        await using var server = new SinkServer
        {
            Reply = static command => command.Contains("<anna@", StringComparison.Ordinal) ? "550 5.1.1 unknown" : command.Contains("<bob@", StringComparison.Ordinal) ? "451 4.7.1 later" : null,
        };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, bob@example.test" })).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task Recipient_RefusedButDataTaken_TheConnectionIsGivenUp()
    {
        await using var server = new SinkServer { Reply = static command => command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Recipient);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Recipient);
        server.Messages.ShouldBeEmpty();
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Size_OverTheServers_IsNotSent()
    {
        await using var server = new SinkServer { Capabilities = ["SIZE 100"] };
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Content);
        server.Commands.ShouldHaveSingleItem().ShouldStartWith("EHLO");
    }
}
