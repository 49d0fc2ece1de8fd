using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>TLS is had or nothing is sent; credentials go where they are safe; nobody on the way can put words into a mouth.</summary>
public sealed class SmtpSecurityTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("refused")]
    public async Task StartTls_NotToBeHad_SendsNothing(string how)
    {
        await using var server = new SinkServer
        {
            Capabilities = how == "none" ? ["PIPELINING", "AUTH PLAIN"] : ["STARTTLS", "AUTH PLAIN"],
            Reply = static command => command == "STARTTLS" ? "502 5.5.1 no" : null,
        };
        await using var host = StartTls(server, static o => (o.UserName, o.Password) = ("ops", "secret"));
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
        server.Commands.ShouldAllBe(static c => c.StartsWith("EHLO", StringComparison.Ordinal) || c == "STARTTLS");
    }

    [Fact]
    public async Task StartTls_BusyNow_IsRetried()
    {
        await using var server = new SinkServer { Capabilities = ["STARTTLS"], Reply = static command => command == "STARTTLS" ? "454 4.7.0 later" : null };
        await using var host = StartTls(server);
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task StartTls_WithPlainTextBehindTheAnswer_IsGivenUp()
    {
        // What somebody on the way adds would be read as the server's first word over TLS.
        await using var server = new SinkServer { Capabilities = ["STARTTLS"], Reply = static command => command == "STARTTLS" ? "220 go\r\n250-evil\r\n250 AUTH PLAIN" : null };
        await using var host = StartTls(server, static o => (o.UserName, o.Password) = ("ops", "secret"));
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldContain("plain text");
        server.Commands.ToArray()[^1].ShouldBe("STARTTLS");
    }

    [Fact]
    public async Task StartTls_WithPlainTextInAPacketOfItsOwn_IsGivenUpToo()
    {
        await using var server = new SinkServer(static async session =>
        {
            await session.SayAsync("220 sink");
            await session.ReadLineAsync();
            await session.SayAsync("250-sink\r\n250 STARTTLS");
            await session.ReadLineAsync();
            await session.SayAsync("220 go");

            // The client has begun TLS.
            await session.ReadBytesAsync();
            await session.SayAsync("250-evil\r\n250 AUTH PLAIN");
            await session.ReadBytesAsync();
        });
        await using var host = StartTls(server);
        var result = await host.SendAsync(Messages.Plain);
        result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
        result.Reason!.ShouldContain("plain text");
    }

    [Fact]
    public async Task StartTls_WhatWasOfferedInPlainText_CountsForNothing()
    {
        var isSecure = false;
        await using var server = new SinkServer(async session =>
        {
            await session.SayAsync("220 sink");
            await session.ReadLineAsync();
            await session.SayAsync("250-sink\r\n250-AUTH PLAIN\r\n250 STARTTLS");
            await session.ReadLineAsync();
            await session.SayAsync("220 go");
            await session.UpgradeAsync(Certificates.Good);
            isSecure = true;
            await session.RunAsync(greets: false);
        })
        { Capabilities = ["PIPELINING"] };
        await using var host = StartTls(server, static o => (o.UserName, o.Password) = ("ops", "secret"));
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
        isSecure.ShouldBeTrue();
        server.Commands.ShouldHaveSingleItem().ShouldStartWith("EHLO");
    }

    [Theory]
    [InlineData(EmailSecurity.StartTls, false)]
    [InlineData(EmailSecurity.StartTls, true)]
    [InlineData(EmailSecurity.ImplicitTls, false)]
    [InlineData(EmailSecurity.ImplicitTls, true)]
    public async Task Certificate_OfAnotherNameOrAuthority_SendsNothing(EmailSecurity security, bool isTrusted)
    {
        await using var server = new SinkServer(async session =>
        {
            if (security == EmailSecurity.StartTls)
            {
                await session.SayAsync("220 sink");
                await session.ReadLineAsync();
                await session.SayAsync("250-sink\r\n250 STARTTLS");
                await session.ReadLineAsync();
                await session.SayAsync("220 go");
            }

            await session.UpgradeAsync(isTrusted ? Certificates.WrongName : Certificates.Good);
            await session.RunAsync(greets: security == EmailSecurity.ImplicitTls);
        });
        await using var host = EmailHost.For(server.Port, o => (o.Security, o.CertificateAuthorityFile) = (security, isTrusted ? Certificates.AuthorityFile : null));
        var result = await host.SendAsync(Messages.Plain);
        result.Rejection.ShouldBe(RejectionKind.Configuration, result.ToString());
        result.Reason!.ShouldContain(isTrusted ? "not for this name" : "not trusted");
        server.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task ImplicitTls_ServerSpeaksPlainText_SendsNothing()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, static o => o.Security = EmailSecurity.ImplicitTls);
        var result = await host.SendAsync(Messages.Plain);
        result.Rejection.ShouldBe(RejectionKind.Configuration, result.ToString());
        result.Reason!.ShouldContain("Port and Security");
        server.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("15030300020250", null, "ended TLS")]
    [InlineData("1503030002025A", null, "ended TLS")]
    [InlineData("15030300020228", RejectionKind.Configuration, "client certificate")]
    [InlineData("15030300020246", RejectionKind.Configuration, "no version")]
    public async Task Tls_EndedByTheServer_IsTriedAgainUnlessItWillStaySo(string alert, RejectionKind? rejection, string reason)
    {
        await using var server = new SinkServer(async session =>
        {
            await session.ReadBytesAsync();
            await session.WriteBytesAsync(Convert.FromHexString(alert));
        });
        await using var host = EmailHost.For(server.Port, static o => o.Security = EmailSecurity.ImplicitTls);
        var result = await host.SendAsync(Messages.Plain);
        result.Rejection.ShouldBe(rejection, result.ToString());
        result.Kind.ShouldBe(rejection is null ? DeliveryResultKind.Retry : DeliveryResultKind.Rejected);
        result.Reason!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("anna@example.test>\r\nRCPT TO:<evil@example.test")]
    [InlineData("anna@example.test\nDATA")]
    [InlineData("anna\0@example.test")]
    [InlineData("anna@exam\u2028ple.test")]
    [InlineData("\"anna\r\n\"@example.test")]
    [InlineData("<anna@example.test> SIZE=1")]
    public async Task Destination_WithACommand_IsRefusedBeforeAnythingIsSent(string destination)
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        (await host.SendAsync(Messages.Plain with { Destination = destination })).Rejection.ShouldBe(RejectionKind.Recipient);
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Text_WithDots_CannotEndTheMail()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port);
        const string Text = "one\r\n.\r\nMAIL FROM:<evil@example.test>\r\n..\n.\rQUIT\r\n.";
        (await host.SendAsync(Messages.With(static c => c with { Text = Text }))).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Messages.ShouldHaveSingleItem().ShouldEndWith("one\r\n.\r\nMAIL FROM:<evil@example.test>\r\n..\r\n.\r\nQUIT\r\n.\r\n");
        server.Commands.Count(static c => c.StartsWith("MAIL", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static EmailHost StartTls(SinkServer server, Action<EmailOptions>? configure = null) => EmailHost.For(server.Port, o =>
    {
        (o.Security, o.CertificateAuthorityFile) = (EmailSecurity.StartTls, Certificates.AuthorityFile);
        configure?.Invoke(o);
    });
}
