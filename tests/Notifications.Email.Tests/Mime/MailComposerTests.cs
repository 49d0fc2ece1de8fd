using Notifications.Email.Mime;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Mime;

public sealed class MailComposerTests
{
    [Fact]
    public async Task Compose_Plain_IsTheseBytes() =>
        (await Mails.ComposeTextAsync(Messages.Plain)).ShouldBe(
            """
            From: "Acme Ops" <ops@acme.test>
            To: anna@example.test
            Subject: Disk full
            Date: Sat, 28 Mar 2026 23:30:00 +0000
            Message-ID: <msg_0001@acme.test>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Disk full on db-1


            """.ReplaceLineEndings("\r\n"));

    [Fact]
    public async Task Compose_AnotherAttempt_IsTheSame()
    {
        var message = Messages.With(static c => c with { Html = "<p>ü</p>", Attachments = [new() { Name = "a", Content = new byte[] { 1 } }] }) with { CorrelationKey = "k" };
        (await Mails.ComposeTextAsync(message with { Attempt = 7, Deadline = DateTimeOffset.MaxValue })).ShouldBe(await Mails.ComposeTextAsync(message));
    }

    [Fact]
    public async Task Thread_OneCorrelationKey_IsOneThreadPerTenant()
    {
        var first = await Mails.ComposeTextAsync(Messages.Plain with { CorrelationKey = "disk" });
        var second = await Mails.ComposeTextAsync(Messages.Plain with { CorrelationKey = "disk", IdempotencyKey = "msg_0002", PreviousProviderMessageId = "<msg_0001@acme.test>" });
        var foreign = await Mails.ComposeTextAsync(Messages.Plain with { CorrelationKey = "disk", Event = Messages.Plain.Event with { TenantId = "other" } });
        var root = Header(first, "References");
        Header(first, "In-Reply-To").ShouldBe(root);
        Header(second, "In-Reply-To").ShouldBe("<msg_0001@acme.test>");
        Header(second, "References").Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ShouldBe([root, "<msg_0001@acme.test>"]);
        Header(foreign, "References").ShouldNotBe(root);
    }

    [Theory]
    [InlineData("<a@b>\r\nBcc: evil@x")]
    [InlineData("not an id")]
    [InlineData("<a b@c>")]
    [InlineData("<ü@c.test>")]
    public async Task Thread_PreviousIdThatIsNone_IsLeftOut(string previous) =>
        (await Mails.ComposeTextAsync(Messages.Plain with { CorrelationKey = "disk", PreviousProviderMessageId = previous })).ShouldNotContain(previous.Split('\r')[0]);

    [Theory]
    [InlineData("key with spaces")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    [InlineData(">@x")]
    public async Task MessageId_OddKey_IsADigest(string key)
    {
        var id = Header(await Mails.ComposeTextAsync(Messages.Plain with { IdempotencyKey = key }), "Message-ID");
        MessageIdRule.IsValid(id).ShouldBeTrue();
        id.ShouldEndWith("@acme.test>");
    }

    [Fact]
    public void Compose_Attachment_AllocatesNothingInProportion()
    {
        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var author = new MailAuthor(new EmailOptions { Host = "localhost", From = "ops@acme.test" }, new PatternSource(), null);
            var message = Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "25000000" }] });
            var composing = new MailComposer(author).ComposeAsync(message, MailAddressing.Read(message, author, out _)!, default);
            composing.IsCompleted.ShouldBeTrue();
            var writing = composing.Result.WriteToAsync(Stream.Null, default);
            writing.IsCompleted.ShouldBeTrue("it has to run on this thread to be counted");
            composing.Result.Size!.Value.ShouldBeGreaterThan(25_000_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBeLessThan(100_000);
    }

    [Theory]
    [InlineData("gone", null, RejectionKind.Content)]
    [InlineData("40000000", null, RejectionKind.Content)]
    [InlineData("100000", 50_000L, null)]
    public async Task Attachment_NotToBeHad_IsRejectedOrRetried(string reference, long? failsAt, RejectionKind? expected)
    {
        foreach (var isSeekable in (bool[])[true, false])
        {
            await using var server = new SinkServer();
            await using var host = EmailHost.For(server.Port, null, services =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IAttachmentSource>(services, new PatternSource(isSeekable, failsAt)));
            var result = await host.SendAsync(Messages.With(c => c with { Attachments = [new() { Name = "a", Reference = reference }] }));
            (result.Kind, result.Rejection).ShouldBe((expected is null ? DeliveryResultKind.Retry : DeliveryResultKind.Rejected, expected), result.ToString());
            server.Messages.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attachment_ThatCannotBeClosed_ChangesNothing(bool isSigned)
    {
        var source = new AwkwardSource { CannotClose = true };
        await using var server = new SinkServer();
        await using var host = EmailHost.For(
            server.Port,
            o => o.Dkim = isSigned ? new() { Domain = "acme.test", Selector = "s", PrivateKey = System.Security.Cryptography.RSA.Create(2048).ExportPkcs8PrivateKeyPem() } : null,
            services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IAttachmentSource>(services, source));
        var result = await host.SendAsync(Messages.With(static c => c with { Attachments = [new() { Name = "a", Reference = "1000" }, new() { Name = "b", Reference = "1000" }] }));
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        server.Messages.Count.ShouldBe(1);
        source.Closed.ShouldBe(isSigned ? 4 : 2);
    }

    [Theory]
    [InlineData(true, 0L)]
    [InlineData(false, -5L)]
    public async Task Attachment_ThatDoesNotKnowItsLength_IsRetriedOrSent(bool throws, long length)
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, null, services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IAttachmentSource>(services, new AwkwardSource { LengthThrows = throws, LengthSays = length }));
        var result = await host.SendAsync(Messages.With(static c => c with { Attachments = [new() { Name = "a", Reference = "1000" }] }));
        result.Kind.ShouldBe(throws ? DeliveryResultKind.Retry : DeliveryResultKind.Accepted, result.ToString());
    }

    [Fact]
    public async Task Date_OfAScheduledMail_IsWhenItIsToGo()
    {
        var ready = Messages.Time.AddDays(7);
        var mail = await Mails.ComposeTextAsync(Messages.Plain with { ReadyAt = ready });
        Header(mail, "Date").ShouldBe(ready.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Attachment_WithoutSource_IsRejected()
    {
        await using var host = EmailHost.For(1);
        (await host.SendAsync(Messages.With(static c => c with { Attachments = [new() { Name = "a", Reference = "r" }] }))).Reason!.ShouldContain("IAttachmentSource");
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("message/rfc822")]
    [InlineData("no type")]
    [InlineData("text/html\r\nX: y")]
    [InlineData("text/html; charset=x\r\n")]
    [InlineData("text/html;;a=b")]
    [InlineData("text/html; charset")]
    [InlineData("text/html; a=\"b")]
    [InlineData("text/html; a=\"b\"c\"")]
    [InlineData("text/html; a=\"\r\n\"")]
    public void MediaType_ThatCannotBe_BecomesBytes(string type) => MediaTypeRule.Select(type).ShouldBe("application/octet-stream");

    [Theory]
    [InlineData("text/csv;charset=utf-8", "text/csv;\r\n charset=utf-8")]
    [InlineData("text/calendar; method=REQUEST; name=\"a; b\"", "text/calendar;\r\n method=REQUEST;\r\n name=\"a; b\"")]
    public void MediaType_WithParameters_KeepsThem(string type, string written) => MediaTypeRule.Select(type).ShouldBe(written);

    [Theory]
    [InlineData("a\r\nX-Evil: y.txt")]
    [InlineData("\"; filename=\"b.exe")]
    public async Task FileName_WithAHeader_StaysAName(string name)
    {
        var mail = await Mails.ComposeTextAsync(Messages.With(c => c with { Attachments = [new() { Name = name, Content = new byte[] { 1 } }] }));
        mail.ShouldNotContain("\r\nX-Evil");
        mail.Split("\r\n").Count(static line => line.TrimStart().StartsWith("filename", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static string Header(string mail, string name)
    {
        var lines = mail.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        return lines.Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
    }
}
