using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Tests.Support;
using Notifications.Storage;

namespace Notifications.Email.Tests.Interop;

/// <summary>Against Postfix, as relays are.</summary>
public sealed class PostfixTests(PostfixServer postfix) : IClassFixture<PostfixServer>
{
    private const string Password = "pässword";

    [Theory]
    [InlineData(EmailSecurity.StartTls)]
    [InlineData(EmailSecurity.ImplicitTls)]
    public async Task Send_OverTls_ArrivesSigned(EmailSecurity security)
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportPkcs8PrivateKeyPem();
        await using var host = Start(security == EmailSecurity.StartTls ? postfix.Port : postfix.TlsPort, o =>
        {
            o.Security = security;
            o.Dkim = new() { Domain = "acme.test", Selector = "s1", PrivateKey = pem };
        });
        var message = Messages.With(static c => c with
        {
            Subject = "Größe 🔥",
            Text = "From here\n.\nto ü there\n",
            Html = "<p>ü</p>\n",
            Attachments = [new() { Name = "größe.bin", Reference = "100000" }],
        });
        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Accepted);

        // Maildir has line ends of its own; the signature is over those of the wire.
        var stored = System.Text.Encoding.Latin1.GetString(await postfix.TakeAsync()).ReplaceLineEndings("\r\n");
        stored.ShouldContain("using TLSv1.");
        var python = await PythonReader.ReadAsync(System.Text.Encoding.Latin1.GetBytes(stored), "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        python.GetProperty("signed").GetBoolean().ShouldBeTrue();
        python.GetProperty("defects").GetArrayLength().ShouldBe(0);
        python.GetProperty("parts")[0].GetProperty("text").GetString()!.ReplaceLineEndings("\n").ShouldBe("From here\n.\nto ü there\n");
        python.GetProperty("parts")[2].GetProperty("name").GetString().ShouldBe("größe.bin");
    }

    [Theory]
    [InlineData(EmailAuthentication.Password)]
    [InlineData(EmailAuthentication.Plain)]
    [InlineData(EmailAuthentication.Login)]
    public async Task Send_Authenticated_Arrives(EmailAuthentication authentication)
    {
        await using var host = Start(postfix.AuthPort, o => (o.UserName, o.Password, o.Authentication) = ("ops", Password, authentication));
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        await postfix.TakeAsync();
    }

    [Fact]
    public async Task Send_ServerDemandsACertificate_ArrivesWithTheRightOneAlone()
    {
        await using var none = Start(postfix.CertificatePort, static _ => { });
        await using var wrong = Start(postfix.CertificatePort, static o => o.ClientCertificateFile = Certificates.Stranger.Both);
        await using var right = Start(postfix.CertificatePort, static o => (o.ClientCertificateFile, o.ClientCertificatePassword) = (Certificates.Client.Pfx, ClientFiles.Password));

        foreach (var host in (EmailHost[])[none, wrong])
        {
            // Postfix calls it temporary (421), and so it is tried again.
            var result = await host.SendAsync(Messages.Plain);
            result.Kind.ShouldBe(DeliveryResultKind.Retry, result.ToString());
            result.Reason!.ShouldContain("client certificate", Case.Insensitive);
        }

        var taken = await right.SendAsync(Messages.Plain);
        taken.Kind.ShouldBe(DeliveryResultKind.Accepted, taken.ToString());
        System.Text.Encoding.Latin1.GetString(await postfix.TakeAsync()).ShouldContain("Client CN \"ops\"");
    }

    [Fact]
    public async Task Send_WrongPassword_IsAConfigurationError()
    {
        await using var host = Start(postfix.AuthPort, o => (o.UserName, o.Password) = ("ops", "wrong-secret"));
        var result = await host.SendAsync(Messages.Plain);
        result.Rejection.ShouldBe(RejectionKind.Configuration);
        result.Reason!.ShouldContain("SMTP 535 5.7.8");
        result.Reason!.ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task Send_NotAuthenticated_IsAConfigurationError()
    {
        await using var host = Start(postfix.AuthPort, static _ => { });
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
    }

    [Fact]
    public async Task Send_CertificateOfAnUnknownAuthority_SendsNothing()
    {
        await using var host = Start(postfix.Port, static o => o.CertificateAuthorityFile = null);
        (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);
    }

    [Fact]
    public async Task Send_OneOfThreeUnknown_ReachesTheOthers()
    {
        await using var host = Start(postfix.Port, static _ => { });
        var result = await host.SendAsync(Messages.Plain with { Destination = "anna@example.test, unknown@example.test, bob@example.test" });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted);
        var failure = result.Failures.ShouldHaveSingleItem();
        failure.Address.ShouldBe("unknown@example.test");
        failure.Reason.ShouldStartWith("SMTP 550 5.1.1");
        await postfix.TakeAsync();
        await postfix.TakeAsync();
    }

    [Fact]
    public async Task Publish_OneOfThreeGreylisted_GetsTheSameMailLaterAndTheOthersOnce()
    {
        await using var engine = await EmailEngine.StartAsync(
            postfix.GreylistingPort,
            "anna@example.test, carl@example.test, bob@example.test",
            static o => (o.Security, o.CertificateAuthorityFile) = (EmailSecurity.StartTls, Certificates.AuthorityFile));

        var delivery = await engine.SendAsync();

        (delivery.State, delivery.NotFor.Count).ShouldBe((DeliveryState.Sent, 0));
        delivery.Attempts[0].Reason!.ShouldStartWith("not for carl@example.test (SMTP 450 4.7.1 (<address> Recipient address rejected: greylisted");
        delivery.Attempts[^1].Reason.ShouldBe("only for carl@example.test");
        string[] mails = [await TakeTextAsync(), await TakeTextAsync(), await TakeTextAsync()];
        mails.Select(static m => m.ReplaceLineEndings("\n").Split('\n').Single(static l => l.StartsWith("Delivered-To: ", StringComparison.Ordinal))).ShouldBe(
            ["Delivered-To: anna@example.test", "Delivered-To: bob@example.test", "Delivered-To: carl@example.test"], ignoreOrder: true);

        // From our first header on: before it stands what Postfix has written.
        mails.Select(static m => m[m.IndexOf("From: ", StringComparison.Ordinal)..]).Distinct().Count().ShouldBe(1);
        ((string[])["anna@example.test", "bob@example.test", "carl@example.test"]).Select(postfix.CountAsked).ShouldBe([1, 1, 2]);
    }

    [Theory]
    [InlineData("unknown@example.test", RejectionKind.Recipient)]
    [InlineData("anna@elsewhere.test", RejectionKind.Configuration)]
    public async Task Send_Refused_SaysWhoseFault(string destination, RejectionKind kind)
    {
        await using var host = Start(postfix.Port, static _ => { });
        (await host.SendAsync(Messages.Plain with { Destination = destination })).Rejection.ShouldBe(kind);

        // The connection is good for the next.
        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        await postfix.TakeAsync();
    }

    [Theory]
    [InlineData("\"very odd; name\"@example.test")]
    [InlineData("jürgen@münchen.test")]
    [InlineData("anna(comment)@EXAMPLE.test")]
    public async Task Send_OddAddress_Arrives(string destination)
    {
        await using var host = Start(postfix.Port, static _ => { });
        var result = await host.SendAsync(Messages.Plain with { Destination = destination });
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        await postfix.TakeAsync();
    }

    [Fact]
    public async Task Send_AttachmentOf25Megabytes_ArrivesWhole()
    {
        await using var host = Start(postfix.Port, static _ => { });
        var message = Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "25000000" }] });
        var result = await host.SendAsync(message);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        var python = await PythonReader.ReadAsync(await postfix.TakeAsync());
        await using var expected = await new PatternSource().OpenAsync("25000000", default);
        python.GetProperty("parts")[1].GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(await SHA256.HashDataAsync(expected!)));
    }

    [Fact]
    public async Task Send_LargerThanTheServerTakes_IsRejectedUnsent()
    {
        await using var host = Start(postfix.Port, static o => o.MaxMessageBytes = 100_000_000);
        var result = await host.SendAsync(Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "40000000" }] }));
        result.Rejection.ShouldBe(RejectionKind.Content);
        result.Reason!.ShouldContain("40000000");
    }

    private async Task<string> TakeTextAsync() => System.Text.Encoding.Latin1.GetString(await postfix.TakeAsync());

    private static EmailHost Start(int port, Action<EmailOptions> configure) => EmailHost.For(
        port,
        options =>
        {
            options.Security = EmailSecurity.StartTls;
            options.CertificateAuthorityFile = Certificates.AuthorityFile;
            configure(options);
        },
        static services => services.AddSingleton<IAttachmentSource>(new PatternSource()));
}
