using System.Security.Cryptography;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>An attempt for those alone whom the server refused for now: the same mail, to fewer.</summary>
public sealed class OnlyForTests
{
    private const string Everybody = "Anna <anna@example.test>, bob@example.test";
    private static readonly MessageAddressing Copies = new() { Cc = ["carl@example.test"], Bcc = ["archive@example.test"] };

    [Theory]
    [InlineData("bob@example.test")]
    [InlineData("carl@example.test")]
    [InlineData("archive@example.test,anna@example.test")]
    public async Task Send_ForSome_SendsTheSameBytesToThemAlone(string onlyFor)
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportPkcs8PrivateKeyPem();
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, o => o.Dkim = new() { Domain = "acme.test", Selector = "s1", PrivateKey = pem });
        var message = Messages.With(static c => c with { Addressing = Copies, Html = "<p>Disk full</p>" }, Everybody);

        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        (await host.SendAsync(message with { Attempt = 2, OnlyFor = onlyFor.Split(',') })).Kind.ShouldBe(DeliveryResultKind.Accepted);

        server.Recipients.First().Split(',').ShouldBe(["anna@example.test", "bob@example.test", "carl@example.test", "archive@example.test"]);
        server.Recipients.Last().Split(',').ShouldBe(onlyFor.Split(','), ignoreOrder: true);
        server.Messages.Distinct().ShouldHaveSingleItem().ShouldStartWith("DKIM-Signature:");
    }

    [Theory]
    [InlineData("bob@example.test", true)]
    [InlineData("jürgen@example.test", false)]
    public async Task Send_InternationalAmongThem_SaysSmtpUtf8OnlyWhereItMust(string onlyFor, bool isAscii)
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        var message = Messages.Plain with { Destination = "bob@example.test, jürgen@example.test" };

        await host.SendAsync(message);
        await host.SendAsync(message with { OnlyFor = [onlyFor] });

        server.Messages.Distinct().Count().ShouldBe(1);
        server.Commands.Last(static c => c.StartsWith("MAIL", StringComparison.Ordinal)).EndsWith("SMTPUTF8", StringComparison.Ordinal).ShouldBe(!isAscii);
        server.Recipients.Last().ShouldBe(onlyFor);
    }

    [Fact]
    public async Task Send_ForNobodyOfTheMessage_SendsNothing()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain with { OnlyFor = ["former@example.test"] });
        (result.Kind, result.Rejection).ShouldBe((DeliveryResultKind.Rejected, RejectionKind.Recipient));
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Send_RefusedAgain_NamesThem()
    {
        await using var server = new SinkServer { Reply = static command => command == "RCPT TO:<bob@example.test>" ? "450 4.7.1 greylisted" : null };
        await using var host = EmailHost.For(server.Port);
        var first = await host.SendAsync(Messages.Plain with { Destination = Everybody });
        first.Failures.ShouldHaveSingleItem().Kind.ShouldBe(RecipientFailureKind.Deferred);

        var second = await host.SendAsync(Messages.Plain with { Destination = Everybody, OnlyFor = [first.Failures[0].Address] });

        (second.Kind, second.IsMessagesOwn).ShouldBe((DeliveryResultKind.Retry, true));
        second.Failures.ShouldBe(first.Failures);
        server.Messages.Count.ShouldBe(1);
    }
}
