using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>Several recipients of one mail: each has an answer of its own.</summary>
public sealed class RecipientTests
{
    private static readonly string[] Everybody = ["anna@example.test", "bob@example.test", "carl@example.test", "dora@example.test", "emil@example.test"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusals_OfEveryKind_AreTypedOneByOne(bool pipelines)
    {
        await using var server = new SinkServer
        {
            Capabilities = pipelines ? ["PIPELINING"] : [],
            Reply = static command => Of(command) switch
            {
                "bob@example.test" => "550 5.1.1 <bob@example.test> unknown",
                "carl@example.test" => "450 4.7.1 greylisted",
                "dora@example.test" => "552 5.2.2 full",
                _ => null,
            },
        };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = string.Join(',', Everybody) });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted);
        result.Failures.ShouldBe(
        [
            new RecipientFailure("bob@example.test", "SMTP 550 5.1.1 (<address> unknown)") { Kind = RecipientFailureKind.NoSuchAddress },
            new RecipientFailure("carl@example.test", "SMTP 450 4.7.1 (greylisted)") { Kind = RecipientFailureKind.Deferred },
            new RecipientFailure("dora@example.test", "SMTP 552 5.2.2 (full)") { Kind = RecipientFailureKind.Refused },
        ]);
        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refusal_OfTheOnlyOne_IsTypedToo()
    {
        await using var server = new SinkServer { Reply = static command => Of(command) is null ? null : "550 5.1.1 unknown" };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain);
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Recipient));
        result.Failures.ShouldHaveSingleItem().Kind.ShouldBe(RecipientFailureKind.NoSuchAddress);
    }

    [Theory]
    [InlineData(true, "452 4.5.3 too many")]
    [InlineData(true, "452 too many")]
    [InlineData(false, "552 5.5.3 too many")]
    [InlineData(false, "552 too many")]
    public async Task TooMany_AtATime_AreSentToInSeveralTransactions(bool pipelines, string answer)
    {
        var taken = 0;
        await using var server = new SinkServer
        {
            Capabilities = pipelines ? ["PIPELINING"] : [],
            Reply = command =>
            {
                if (command.StartsWith("MAIL", StringComparison.Ordinal))
                    taken = 0;
                return Of(command) is not null && ++taken > 2 ? answer : null;
            },
        };
        await using var host = EmailHost.For(server.Port);
        var message = Messages.Plain with { Destination = string.Join(',', Everybody) };
        var result = await host.SendAsync(message with { Content = message.Content with { Addressing = new() { Bcc = ["archive@example.test"] } } });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted);
        result.Failures.ShouldBeEmpty();
        server.Messages.Count.ShouldBe(3);
        server.Messages.Distinct().Count().ShouldBe(1);
        server.Connections.ShouldBe(1);
        server.Commands.Count(static c => c == "RCPT TO:<archive@example.test>").ShouldBe(3);
    }

    [Theory]
    [InlineData("451 4.3.0 later", RecipientFailureKind.Deferred)]
    [InlineData("554 5.7.1 spam all at once", RecipientFailureKind.Refused)]
    [InlineData("cut", RecipientFailureKind.InDoubt)]
    public async Task TooMany_AndThenItFails_TheOthersHaveIt(string answer, RecipientFailureKind kind)
    {
        var (taken, messages) = (0, 0);
        await using var server = new SinkServer
        {
            Reply = command =>
            {
                if (command == "." && ++messages == 2)
                    return answer;
                if (command.StartsWith("MAIL", StringComparison.Ordinal))
                    taken = 0;
                return Of(command) is not null && ++taken > 3 ? "452 4.5.3 too many" : null;
            },
        };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = string.Join(',', Everybody) });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        result.Failures.Select(static f => (f.Address, f.Kind)).ShouldBe([("dora@example.test", kind), ("emil@example.test", kind)]);

        // The next mail finds a connection that is good.
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
    }

    [Fact]
    public async Task TooMany_ForOneAlone_IsRetried()
    {
        await using var server = new SinkServer { Reply = static command => Of(command) is null ? null : "452 4.5.3 too many" };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, bob@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task International_AmongOthers_LeavesTheOthersTheirMail()
    {
        await using var server = new SinkServer { Capabilities = ["PIPELINING", "8BITMIME"] };
        await using var host = EmailHost.For(server.Port);
        var message = Messages.With(static c => c with { Addressing = new() { Cc = ["Jörg <jörg@example.test>"] } }, "anna@example.test, jürgen@example.test");
        var result = await host.SendAsync(message);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        result.Failures.Select(static f => f.Address).ShouldBe(["jürgen@example.test", "jörg@example.test"]);
        result.Failures[0].Reason.ShouldContain("SMTPUTF8");
        server.Commands.Where(static c => c.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(["RCPT TO:<anna@example.test>"]);
        server.Commands.ShouldContain(static c => c.StartsWith("MAIL", StringComparison.Ordinal) && !c.Contains("UTF8", StringComparison.Ordinal));
        var mail = server.Messages.ShouldHaveSingleItem();
        mail.ShouldAllBe(static c => c < 0x80);
        mail.ShouldContain("To: anna@example.test, =?utf-8?");
        mail.ShouldContain(" :;\r\n");
    }

    [Fact]
    public async Task International_AmongOthersWhereTheyAreTaken_AllGetIt()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, jürgen@example.test" });
        (result.Kind, result.Failures.Count).ShouldBe((DeliveryResultKind.Accepted, 0));
        server.Commands.Count(static c => c.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(2);
        server.Commands.ShouldContain(static c => c.StartsWith("MAIL", StringComparison.Ordinal) && c.EndsWith("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoAddress_AmongOthers_LeavesTheOthersTheirMail()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        var message = Messages.With(static c => c with { Addressing = new() { Cc = ["bob@", "carl@example.test"], Bcc = [""], ReplyTo = "desk@" } }, "anna@example.test, dora");
        var result = await host.SendAsync(message);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        result.Failures.Select(static f => f.Address).ShouldBe(["dora", "bob@"]);
        result.Failures.ShouldAllBe(static f => f.Kind == RecipientFailureKind.NoSuchAddress);
        server.Recipients.ShouldBe(["anna@example.test,carl@example.test"]);
        var mail = server.Messages.ShouldHaveSingleItem();
        mail.ShouldNotContain("Reply-To:");
        mail.ShouldContain("To: anna@example.test\r\n");
        mail.ShouldContain("Cc: carl@example.test\r\n");
    }

    [Fact]
    public async Task NoAddress_InALaterAttempt_IsNotSaidAgain()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, dora, bob@example.test", OnlyFor = ["bob@example.test"], Attempt = 2 });
        (result.Kind, result.Failures.Count).ShouldBe((DeliveryResultKind.Accepted, 0));
        server.Recipients.ShouldBe(["bob@example.test"]);
    }

    [Theory]
    [InlineData("jürgen@example.test", "ops@acme.test", null, null, RejectionKind.Recipient, "The destination")]
    [InlineData("anna@example.test", "öps@acme.test", null, null, RejectionKind.Configuration, "From, ReturnPath or ReplyTo")]
    [InlineData("anna@example.test", "ops@acme.test", "öps@acme.test", null, RejectionKind.Configuration, "From, ReturnPath or ReplyTo")]
    [InlineData("anna@example.test", "ops@acme.test", null, "öps@acme.test", RejectionKind.Content, "The message's ReplyTo")]
    public async Task International_ForNobodyElse_SaysWhose(string destination, string from, string? channelReplyTo, string? replyTo, RejectionKind kind, string whose)
    {
        await using var server = new SinkServer { Capabilities = [] };
        await using var host = EmailHost.For(server.Port, o => (o.From, o.ReplyTo) = (from, channelReplyTo));
        var result = await host.SendAsync(Messages.With(c => c with { Addressing = new() { ReplyTo = replyTo } }, destination));
        result.Rejection.ShouldBe(kind, result.ToString());
        result.Reason!.ShouldStartWith(whose);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServerGoesAway_AfterARefusalForGood_IsTriedAgainForAll(bool pipelines)
    {
        await using var server = new SinkServer
        {
            Capabilities = pipelines ? ["PIPELINING"] : [],
            Reply = static command => Of(command) switch
            {
                "bob@example.test" => "550 5.1.1 unknown",
                "anna@example.test" => "421 4.3.0 going down",
                _ => null,
            },
        };
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { Destination = "bob@example.test, anna@example.test, carl@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
        result.Reason!.ShouldContain("421");
    }

    private static string? Of(string command) => command.StartsWith("RCPT TO:<", StringComparison.Ordinal) ? command[9..^1] : null;
}
