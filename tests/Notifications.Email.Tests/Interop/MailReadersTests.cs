using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>Our mails as two readers of others see them: both must find what we put in, and no defect.</summary>
public sealed class MailReadersTests(NodeServers servers) : IClassFixture<NodeServers>
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 5_000).Select(static i => (byte)(i * 7))];

    public static TheoryData<string, string> Texts() => new()
    {
        { "plain", "one\ntwo\n" },
        { "dots", ".\n..\n.hidden\n\n.\n" },
        { "from", "From me\nto you\n" },
        { "boundary", "--=_looks like one\n" },
        { "foreign", "Übergrößenträger 🔥 " + new string('ä', 300) + "\n" },
        { "russian", string.Concat(Enumerable.Repeat("Съешь ещё этих мягких французских булок\n", 40)) },
        { "long line", new string('x', 5_000) + "\n" },
        { "spaces", "trailing  \n\ttab\t\n= equals =20\n" },
        { "controls", "\u001b[31m\b\u0007end\n" },
        { "empty", string.Empty },
        { "no end", "no line end" },
    };

    public static TheoryData<string, string> Subjects() => new()
    {
        { "plain", "Disk full" },
        { "folded", string.Join(' ', Enumerable.Repeat("word", 100)) },
        { "looks encoded", "=?utf-8?Q?not_really?=" },
        { "foreign", "Größe überschritten 🔥" },
        { "emoji", string.Concat(Enumerable.Repeat("👩‍🚒🔥é", 60)) },
        { "one word", new string('x', 2_000) },
        { "10,000", string.Concat(Enumerable.Repeat("Straße ", 1_428)) + "ende" },
        { "spaces", "a  b   c" },
        { "quotes", "\"a\" <b@c> (d), e;" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_AndHtml_AreRead(string name, string text)
    {
        var html = $"<p>{text}</p>";
        var (node, python) = await SendAsync(Messages.With(c => c with { Text = text, Html = html }));
        node.GetProperty("text").GetString()!.TrimEnd('\n').ShouldBe(text.TrimEnd('\n'), name);
        node.GetProperty("html").GetString()!.TrimEnd('\n').ShouldBe(html, name);
        Part(python, 0).GetProperty("text").GetString()!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(text.TrimEnd('\n'), name);
        Part(python, 1).GetProperty("text").GetString()!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(html, name);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task Subject_IsRead(string name, string subject)
    {
        var (node, python) = await SendAsync(Messages.With(c => c with { Subject = subject }));
        node.GetProperty("subject").GetString().ShouldBe(subject, name);
        Header(python, "Subject").ShouldBe(subject, name);
        python.GetProperty("longestHeader").GetInt32().ShouldBeLessThanOrEqualTo(78);
    }

    [Fact]
    public async Task Subject_EmojiAtEveryPlace_IsNeverCut()
    {
        for (var at = 20; at < 80; at++)
        {
            var subject = new string('x', at) + "ü🔥🚒" + new string('y', 80 - at);
            var python = await PythonReader.ReadAsync(await Mails.ComposeAsync(Messages.With(c => c with { Subject = subject })));
            Header(python, "Subject").ShouldBe(subject);
            if (at % 20 == 0)
                (await SendAsync(Messages.With(c => c with { Subject = subject }))).Node.GetProperty("subject").GetString().ShouldBe(subject);
        }
    }

    [Theory]
    [InlineData("Hi\r\nBcc: evil@example.test", "Hi  Bcc: evil@example.test")]
    [InlineData("Hi\r\n\r\n<script>", "Hi    <script>")]
    [InlineData("Hi\n.\r\nQUIT\u2028\u0085\0x", "Hi .  QUIT   x")]
    public async Task Subject_WithLineEnds_StaysOneHeader(string subject, string shown)
    {
        var (node, python) = await SendAsync(Messages.With(c => c with { Subject = subject }));
        node.GetProperty("subject").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(shown.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Header(python, "Subject").Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(shown.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        python.GetProperty("headers").EnumerateArray().ShouldNotContain(h => h[0].GetString() == "Bcc");
        node.GetProperty("envelope").GetProperty("to").EnumerateArray().Select(a => a.GetString()).ShouldBe(["anna@example.test"]);
    }

    [Fact]
    public async Task Everything_IsReadByBoth()
    {
        var content = new NotificationContent
        {
            Subject = "Alles auf einmal: ü",
            Text = "Text ü\n",
            Html = "<p>ü <img src=\"cid:logo@acme\"></p>\n",
            Attachments =
            [
                new() { Name = "logo.png", ContentType = "image/png", ContentId = "logo@acme", Content = Picture },
                new() { Name = "größenübersicht für das sehr lange Quartal 2026 mit vielen Wörtern.pdf", ContentType = "application/pdf", Content = Picture.AsMemory(0, 57) },
                new() { Name = "a \"b\" \\c;.bin", Content = Picture.AsMemory(0, 58) },
                new() { Name = "empty.txt", ContentType = "text/plain" },
                new() { Name = "mail.eml", ContentType = "message/rfc822", Content = "Subject: x\r\n\r\ny"u8.ToArray() },
            ],
            Addressing = new()
            {
                Cc = ["\"Bob, Jr.\" <bob@example.test>", "Jürgen <juergen@münchen.test>"],
                Bcc = ["secret@example.test"],
                ReplyTo = "Help Desk <help@acme.test>",
                UnsubscribeUrl = "https://acme.test/u?token=ü",
            },
        };
        var message = Messages.Plain with { Content = content, CorrelationKey = "disk/db-1", PreviousProviderMessageId = "<earlier@acme.test>", Priority = Priority.High };
        var (node, python) = await SendAsync(message);

        node.GetProperty("envelope").GetProperty("to").EnumerateArray().Select(static a => a.GetString())
            .ShouldBe(["anna@example.test", "bob@example.test", "juergen@münchen.test", "secret@example.test"]);
        node.GetProperty("references").EnumerateArray().Count().ShouldBe(2);
        node.GetProperty("inReplyTo").GetString().ShouldBe("<earlier@acme.test>");
        node.GetProperty("list").GetProperty("unsubscribe").GetProperty("url").GetString().ShouldBe("https://acme.test/u?token=%C3%BC");
        Header(python, "List-Unsubscribe-Post").ShouldBe("List-Unsubscribe=One-Click");
        Header(python, "Importance").ShouldBe("high");
        python.GetProperty("headers").GetRawText().ShouldNotContain("secret@");
        python.GetProperty("cc")[0].GetProperty("name").GetString().ShouldBe("Bob, Jr.");
        python.GetProperty("cc")[1].GetProperty("name").GetString().ShouldBe("Jürgen");
        node.GetProperty("replyTo")[0].GetProperty("address").GetString().ShouldBe("help@acme.test");

        python.GetProperty("structure").EnumerateArray().Select(static s => s.GetString()).ShouldBe(
            ["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf", "application/octet-stream", "text/plain", "application/octet-stream"]);
        var names = content.Attachments.Select(static a => a.Name).ToArray();
        var hashes = content.Attachments.Select(static a => Mails.Sha256(a.Content.Span)).ToArray();
        var files = python.GetProperty("parts").EnumerateArray().Where(static p => p.GetProperty("disposition").ValueKind == JsonValueKind.String).ToArray();
        files.Select(static f => f.GetProperty("name").GetString()).ShouldBe(names);
        files.Select(static f => f.GetProperty("sha256").GetString()).ShouldBe(hashes);
        files[0].GetProperty("cid").GetString().ShouldBe("<logo@acme>");
        var attachments = node.GetProperty("attachments").EnumerateArray().ToArray();
        attachments.Select(static a => a.GetProperty("name").GetString()).ShouldBe(names, ignoreOrder: true);
        attachments.Select(static a => a.GetProperty("sha256").GetString()).ShouldBe(hashes, ignoreOrder: true);
        attachments.Count(static a => a.GetProperty("related").GetBoolean()).ShouldBe(1);
    }

    [Fact]
    public async Task Groups_AreTheirMembers()
    {
        var message = Messages.With(
            static c => c with { Addressing = new() { Cc = ["Board: carl@example.test;"], Bcc = ["Hidden: eve@example.test, bob@example.test;"], ReplyTo = "Answers: help@acme.test, desk@acme.test;" } },
            "Team: Anna <anna@example.test>, bob@example.test;");
        var (node, python) = await SendAsync(message);
        node.GetProperty("envelope").GetProperty("to").EnumerateArray().Select(static a => a.GetString())
            .ShouldBe(["anna@example.test", "bob@example.test", "carl@example.test", "eve@example.test"]);
        Header(python, "To").ShouldBe("Anna <anna@example.test>, bob@example.test");
        Header(python, "Cc").ShouldBe("carl@example.test");
        Header(python, "Reply-To").ShouldBe("help@acme.test, desk@acme.test");
        python.GetProperty("headers").GetRawText().ShouldNotContain("eve@");
    }

    [Fact]
    public async Task BlindCopiesAlone_GoToUndisclosedRecipients()
    {
        await using var host = EmailHost.For(servers["plain"]);
        var message = Messages.With(static c => c with { Addressing = new() { Bcc = ["anna@example.test", "unknown@example.test"] } }, "undisclosed-recipients:;");
        var result = await host.SendAsync(message);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        result.Failures.ShouldHaveSingleItem().Address.ShouldBe("unknown@example.test");
        var mail = (await servers.TakeAsync()).ShouldHaveSingleItem();
        mail.GetProperty("envelope").GetProperty("to").EnumerateArray().Select(static a => a.GetString()).ShouldBe(["anna@example.test"]);
        var python = await PythonReader.ReadAsync(mail.GetProperty("raw").GetBytesFromBase64());
        python.GetProperty("defects").GetArrayLength().ShouldBe(0);
        Header(python, "To").ShouldBe("undisclosed-recipients:;");
        python.GetProperty("headers").GetRawText().ShouldNotContain("anna@");

        (await host.SendAsync(Messages.Plain with { Destination = "nobody:;" })).Rejection.ShouldBe(RejectionKind.Recipient);
        (await host.SendAsync(Messages.Plain with { Destination = "Team: anna" })).Reason!.ShouldContain("at sign");
    }

    [Theory]
    [InlineData("=?utf-8?Q?x?=.txt")]
    [InlineData("a=?b.txt")]
    public async Task FileName_LikeAnEncodedWord_IsRead(string name)
    {
        var (_, python) = await SendAsync(Messages.With(c => c with { Attachments = [new() { Name = name, ContentType = "text/csv; charset=utf-8", Content = "a;ü"u8.ToArray() }] }));
        python.GetProperty("parts")[1].GetProperty("name").GetString().ShouldBe(name); // mailparser decodes such words even where RFC 2231 has none.
    }

    [Fact]
    public async Task Unsubscribe_InternationalHost_IsWrittenInAscii()
    {
        var (_, python) = await SendAsync(Messages.With(static c => c with { Addressing = new() { UnsubscribeUrl = "https://münchen.test:8443/ü?a=ü#f" } }));
        Header(python, "List-Unsubscribe").ShouldBe("<https://xn--mnchen-3ya.test:8443/%C3%BC?a=%C3%BC#f>");
    }

    [Theory]
    [InlineData("\"quoted.but.need.not\"@example.test", "quoted.but.need.not")]
    [InlineData("anna(a comment)@example.test (another)", "anna")]
    [InlineData("Anna Li <anna@example.test>", "anna")]
    [InlineData("\"Li, Anna \\\"A\\\"\" <anna@example.test>", "anna")]
    public async Task Address_InAllItsForms_IsRead(string destination, string local)
    {
        var (node, python) = await SendAsync(Messages.Plain with { Destination = destination });
        python.GetProperty("to")[0].GetProperty("address").GetString()!.ShouldEndWith("@example.test");
        node.GetProperty("envelope").GetProperty("to")[0].GetString()!.ShouldContain(local);
    }

    [Fact]
    public async Task Address_OutsideAscii_IsSentWithSmtpUtf8()
    {
        await using var host = EmailHost.For(servers["plain"]);
        (await host.SendAsync(Messages.Plain with { Destination = "Jürgen <jürgen@münchen.test>" })).Kind.ShouldBe(DeliveryResultKind.Accepted);
        var mail = (await servers.TakeAsync()).ShouldHaveSingleItem();
        mail.GetProperty("envelope").GetProperty("to")[0].GetString().ShouldBe("jürgen@münchen.test"); // The server shows punycode so.
        mail.GetProperty("envelope").GetProperty("parameters").TryGetProperty("SMTPUTF8", out _).ShouldBeTrue();
        mail.GetProperty("to")[0].GetProperty("name").GetString().ShouldBe("Jürgen");
        System.Text.Encoding.UTF8.GetString(mail.GetProperty("raw").GetBytesFromBase64()).ShouldContain("<jürgen@xn--mnchen-3ya.test>");
    }

    [Fact]
    public async Task Dkim_WithAttachmentOfUnknownLength_Verifies()
    {
        using var key = RSA.Create(2048);
        var record = "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var message = Messages.With(static c => c with
        {
            Text = "trailing  \n\n text \t with   runs\n\n\n",
            Html = "<p>\n\n </p>ü\n\n",
            Attachments = [new() { Name = "big.bin", Reference = "200000" }],
            Addressing = new() { UnsubscribeUrl = "https://acme.test/u" },
        });
        var pem = key.ExportPkcs8PrivateKeyPem();
        foreach (var isSeekable in (bool[])[true, false])
        {
            var mail = await Mails.ComposeAsync(message, o => o.Dkim = new() { Domain = "acme.test", Selector = "s1", PrivateKey = pem }, new PatternSource(isSeekable));
            (await PythonReader.ReadAsync(mail, record)).GetProperty("signed").GetBoolean().ShouldBeTrue(Encoding.ASCII.GetString(mail)[..2000]);
            mail[^10] ^= 1;
            (await PythonReader.ReadAsync(mail, record)).GetProperty("signed").GetBoolean().ShouldBeFalse();
        }

        var plain = await Mails.ComposeAsync(Messages.Plain, o => o.Dkim = new() { Domain = "acme.test", Selector = "s1", PrivateKey = pem });
        (await PythonReader.ReadAsync(plain, record)).GetProperty("signed").GetBoolean().ShouldBeTrue();
    }

    private static JsonElement Part(JsonElement mail, int number) => mail.GetProperty("parts")[number];

    private static string Header(JsonElement mail, string name) =>
        mail.GetProperty("headers").EnumerateArray().Single(h => h[0].GetString() == name)[1].GetString()!;

    private async Task<(JsonElement Node, JsonElement Python)> SendAsync(ChannelMessage message)
    {
        await using var host = EmailHost.For(servers["plain"]);
        var result = await host.SendAsync(message);
        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        var node = (await servers.TakeAsync()).ShouldHaveSingleItem();
        var raw = node.GetProperty("raw").GetBytesFromBase64();
        var python = await PythonReader.ReadAsync(raw);
        python.GetProperty("defects").EnumerateArray().Select(static d => d.GetString()).ShouldBeEmpty();
        python.GetProperty("longest").GetInt32().ShouldBeLessThanOrEqualTo(998);
        python.GetProperty("bare").GetInt32().ShouldBe(0);
        python.GetProperty("ascii").GetBoolean().ShouldBeTrue();
        node.GetProperty("messageId").GetString().ShouldBe(result.ProviderMessageId);
        return (node, python);
    }
}
