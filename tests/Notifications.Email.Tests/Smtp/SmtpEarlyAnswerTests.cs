using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>A server that answers while the mail is still being sent: what it said is believed, however it hangs up.</summary>
public sealed class SmtpEarlyAnswerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private static ChannelMessage Large { get; } =
        Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "20000000" }] });

    public static TheoryData<string, DeliveryResultKind, RejectionKind?> Answers() => new()
    {
        { "552 5.3.4 message too large", DeliveryResultKind.Rejected, RejectionKind.Content },
        { "554 5.7.1 spam", DeliveryResultKind.Rejected, RejectionKind.Content },
        { "550 5.1.1 no such user after all", DeliveryResultKind.Rejected, RejectionKind.Recipient },
        { "451 4.3.0 later", DeliveryResultKind.Retry, null },
        { "452 4.3.1 the disk is full", DeliveryResultKind.Retry, null },
        { "421 4.3.2 going down", DeliveryResultKind.Retry, null },
        { "250 2.0.0 thanks already", DeliveryResultKind.Retry, null },
        { "nonsense", DeliveryResultKind.Retry, null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_InTheMiddleThenAReset_IsBelieved(string answer, DeliveryResultKind kind, RejectionKind? rejection)
    {
        await using var server = Answering(answer, static session =>
        {
            session.ResetAtEnd();
            return Task.CompletedTask;
        });
        var result = await SendAsync(server);
        (result.Kind, result.Rejection).ShouldBe((kind, rejection), result.ToString());
        if (answer[0] > '2' && rejection is not null)
            result.Reason!.ShouldContain(answer[..9]);
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_InTheMiddleThenNoReading_IsBelieved(string answer, DeliveryResultKind kind, RejectionKind? rejection)
    {
        // The mail is larger than all buffers between: the client would wait for room until its time is over.
        await using var server = Answering(answer, static session => session.SayAsync("hang"));
        var result = await SendAsync(server);
        (result.Kind, result.Rejection).ShouldBe((kind, rejection), result.ToString());
    }

    [Fact]
    public async Task Answer_InTheMiddleThenTheRestIsRead_IsBelieved()
    {
        await using var server = Answering("552 5.3.4 message too large", static async session =>
        {
            while (await session.ReadLineAsync() is not null)
            {
                // Until the client hangs up.
            }
        });
        (await SendAsync(server)).Rejection.ShouldBe(RejectionKind.Content);
    }

    [Theory]
    [InlineData(EmailSecurity.StartTls)]
    [InlineData(EmailSecurity.ImplicitTls)]
    public async Task Answer_InTheMiddleOverTls_IsBelieved(EmailSecurity security)
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

            await session.UpgradeAsync(Certificates.Good);
            await AnswerAsync(session, "552 5.3.4 message too large", security == EmailSecurity.ImplicitTls);
            session.ResetAtEnd();
        });
        var result = await SendAsync(server, o => (o.Security, o.CertificateAuthorityFile) = (security, Certificates.AuthorityFile));
        result.Rejection.ShouldBe(RejectionKind.Content, result.ToString());
    }

    [Fact]
    public async Task Reset_WithoutAWord_IsRetried()
    {
        await using var server = Answering(null, static session =>
        {
            session.ResetAtEnd();
            return Task.CompletedTask;
        });
        (await SendAsync(server)).Kind.ShouldBe(DeliveryResultKind.Retry);
    }

    [Fact]
    public async Task Answer_BeforeASmallMail_IsBelieved()
    {
        await using var server = new SinkServer(static async session =>
        {
            await session.SayAsync("220 sink");
            while (await session.ReadLineAsync() is { } line)
            {
                await session.SayAsync(line == "DATA" ? "354 go\r\n554 5.7.1 no, do not" : "250 ok");
                if (line == "DATA")
                    break;
            }

            session.ResetAtEnd();
        });
        await using var host = EmailHost.For(server.Port);
        var result = await host.SendAsync(Messages.Plain).AsTask().WaitAsync(Guard);
        result.Rejection.ShouldBe(RejectionKind.Content, result.ToString());
    }

    [Fact]
    public async Task Answer_AfterALargeMail_KeepsTheConnection()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, null, static s => s.AddSingleton<IAttachmentSource>(new PatternSource()));
        var message = Messages.With(static c => c with { Attachments = [new() { Name = "big.bin", Reference = "1000000" }] });
        for (var i = 0; i < 3; i++)
            (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        server.Connections.ShouldBe(1);
        server.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Attachment_ThatIsNotReadInTime_IsTheAttachmentsFault()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(
            server.Port, static o => o.CommandTimeout = TimeSpan.FromMilliseconds(200), static s => s.AddSingleton<IAttachmentSource>(new AwkwardSource { HangsAt = 100_000 }));
        var result = await host.SendAsync(Large).AsTask().WaitAsync(Guard);
        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason.ShouldBe("An attachment could not be read in the time allowed");
    }

    [Fact]
    public async Task Attachment_ThatEndsInTheMiddle_ListensNoLonger()
    {
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, null, static s => s.AddSingleton<IAttachmentSource>(new PatternSource(failsAt: 5_000_000)));
        (await host.SendAsync(Large)).Kind.ShouldBe(DeliveryResultKind.Retry);
        server.Messages.ShouldBeEmpty();
    }

    private static SinkServer Answering(string? answer, Func<SinkSession, Task> end) => new(async session =>
    {
        await AnswerAsync(session, answer, greets: true);
        await end(session);
    });

    private static async Task AnswerAsync(SinkSession session, string? answer, bool greets)
    {
        if (greets)
            await session.SayAsync("220 sink");
        while (await session.ReadLineAsync() is { } line && line != "DATA")
            await session.SayAsync("250 ok");
        await session.SayAsync("354 go");
        for (var i = 0; i < 2_000; i++)
            await session.ReadLineAsync();
        if (answer is not null)
            await session.SayAsync(answer);
    }

    private static async Task<DeliveryResult> SendAsync(SinkServer server, Action<EmailOptions>? configure = null)
    {
        await using var host = EmailHost.For(server.Port, configure, static s => s.AddSingleton<IAttachmentSource>(new PatternSource()));
        return await host.SendAsync(Large).AsTask().WaitAsync(Guard);
    }
}
