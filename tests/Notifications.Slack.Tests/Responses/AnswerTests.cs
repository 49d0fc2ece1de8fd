using Notifications.Slack.Responses;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests.Responses;

/// <summary>What Slack says, and what that means for the delivery.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("invalid_auth", RejectionKind.Configuration)]
    [InlineData("token_revoked", RejectionKind.Configuration)]
    [InlineData("missing_scope", RejectionKind.Configuration)]
    [InlineData("not_in_channel", RejectionKind.Configuration)]
    [InlineData("restricted_action", RejectionKind.Configuration)]
    [InlineData("channel_not_found", RejectionKind.Configuration)]
    [InlineData("msg_too_long", RejectionKind.Content)]
    [InlineData("msg_blocks_too_long", RejectionKind.Content)]
    [InlineData("invalid_blocks", RejectionKind.Content)]
    public async Task Send_ErrorWithinSuccess_IsRejected(string error, RejectionKind kind)
    {
        var result = await ByBot(200, $$"""{"ok":false,"error":"{{error}}","needed":"{{FakeSlack.Token}}"}""");

        result.Rejection.ShouldBe(kind);
        result.Reason!.ShouldContain(error);
        result.DisablesDestination.ShouldBeFalse();
    }

    [Theory]
    [InlineData("service_unavailable", DeliveryResultKind.Retry)]
    [InlineData("team_added_to_org", DeliveryResultKind.Retry)]
    [InlineData("a_word_of_tomorrow", DeliveryResultKind.Retry)]
    [InlineData("fatal_error", DeliveryResultKind.Unknown)]
    [InlineData("internal_error", DeliveryResultKind.Unknown)]
    [InlineData("ratelimited", DeliveryResultKind.Throttled)]
    [InlineData("rate_limited", DeliveryResultKind.Throttled)]
    public async Task Send_PassingError_IsTriedAgain(string error, DeliveryResultKind kind) =>
        (await ByBot(200, $$"""{"ok":false,"error":"{{error}}"}""")).Kind.ShouldBe(kind);

    [Fact]
    public async Task Send_UnreadableError_IsNotShown()
    {
        var result = await ByBot(200, """{"ok":false,"error":"https://hooks.slack.com/services/SECRET <b>"}""");

        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task Send_UnknownDestination_IsTheRecipientsFault() =>
        (await ByBot(200, """{"ok":false,"error":"channel_not_found"}""", "#gone")).Rejection.ShouldBe(RejectionKind.Recipient);

    [Theory]
    [InlineData("is_archived")]
    [InlineData("channel_is_archived")]
    public async Task Send_Archived_IsGone(string error) => (await ByBot(200, $$"""{"ok":false,"error":"{{error}}"}""")).DisablesDestination.ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("<html>Captive portal</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ok":"yes"}""")]
    [InlineData("""{"ok":true,"ts":"17""")]
    public async Task Send_AnswerThatIsNone_IsUnknown(string body) => (await ByBot(200, body)).Kind.ShouldBe(DeliveryResultKind.Unknown);

    [Fact]
    public async Task Send_EndlessAnswer_IsUnknown() => (await ByBot(200, "{\"ok\":true,\"x\":\"" + new string('x', 300_000) + "\"}")).Kind.ShouldBe(DeliveryResultKind.Unknown);

    [Fact]
    public async Task Send_SuccessWithoutTs_IsDeliveredWithoutId()
    {
        var result = await ByBot(200, """{"ok":true}""");
        result.Kind.ShouldBe(DeliveryResultKind.Delivered);
        result.ProviderMessageId.ShouldBeNull();
    }

    [Theory]
    [InlineData(500, DeliveryResultKind.Retry, null)]
    [InlineData(502, DeliveryResultKind.Retry, null)]
    [InlineData(503, DeliveryResultKind.Retry, null)]
    [InlineData(408, DeliveryResultKind.Retry, null)]
    [InlineData(302, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(401, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(404, DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(413, DeliveryResultKind.Rejected, RejectionKind.Content)]
    public async Task Send_Status_Decides(int status, DeliveryResultKind kind, RejectionKind? rejection)
    {
        var result = await ByBot(status, "secret");

        (result.Kind, result.Rejection).ShouldBe((kind, rejection));
        result.Reason!.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", 1)]
    [InlineData("-5", 5)]
    [InlineData("soon", 5)]
    [InlineData("99999999999999", 86_400)]
    [InlineData(null, 5)]
    public async Task Send_TooFast_WaitsAsToldWithinBounds(string? retryAfter, int seconds)
    {
        var result = await ByBot(429, """{"ok":false,"error":"ratelimited"}""", retryAfter: retryAfter);

        result.Kind.ShouldBe(DeliveryResultKind.Throttled);
        result.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(200, "ok", DeliveryResultKind.Delivered, null)]
    [InlineData(200, "ok\n", DeliveryResultKind.Delivered, null)]
    [InlineData(200, """{"ok":true}""", DeliveryResultKind.Delivered, null)]
    [InlineData(200, """{"ok":false,"error":"invalid_auth"}""", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(200, "<html>", DeliveryResultKind.Unknown, null)]
    [InlineData(400, "invalid_payload", DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(400, "no_text", DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(400, "user_not_found", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(400, "what", DeliveryResultKind.Rejected, RejectionKind.Content)]
    [InlineData(403, "action_prohibited", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(403, "invalid_token", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(404, "no_service", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(404, "channel_not_found", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(404, "<html>", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    [InlineData(410, "channel_is_archived", DeliveryResultKind.Rejected, RejectionKind.Recipient)]
    [InlineData(429, "rate_limited", DeliveryResultKind.Throttled, null)]
    [InlineData(500, "rollup_error", DeliveryResultKind.Retry, null)]
    [InlineData(302, "", DeliveryResultKind.Rejected, RejectionKind.Configuration)]
    public async Task Send_Webhook_WordsDecide(int status, string body, DeliveryResultKind kind, RejectionKind? rejection)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Webhook(slack);
        slack.Answer(status, body);

        var result = await host.SendAsync();

        (result.Kind, result.Rejection, result.DisablesDestination).ShouldBe((kind, rejection, status == 410));
    }

    [Fact]
    public async Task Send_RealErrors_AreWhatTheFakeAnswers()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        (await host.SendAsync(TestMessages.Plain with { Destination = "#old" })).DisablesDestination.ShouldBeTrue();
        (await host.SendAsync(TestMessages.Plain with { Destination = "#private" })).Reason!.ShouldContain("invite the app");
        (await host.SendAsync(TestMessages.Plain with { Destination = "#nowhere" })).Rejection.ShouldBe(RejectionKind.Recipient);
        slack.IsRevoked = true;
        (await host.SendAsync()).Rejection.ShouldBe(RejectionKind.Configuration);
        using var stranger = SlackHost.Bot(slack, static o => o.BotToken = "xoxb-other");
        (await stranger.SendAsync()).Reason!.ShouldContain("invalid_auth");
    }

    [Fact]
    public async Task Send_NobodyThere_IsRetry()
    {
        using var host = new SlackHost(static o => (o.WebhookUrl, o.AllowPrivateNetworks) = ("http://127.0.0.1:1/services/secret-path", true));

        var result = await host.SendAsync();

        result.Kind.ShouldBe(DeliveryResultKind.Retry);
        result.Reason!.ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task Send_HalfAnAnswer_IsUnknown()
    {
        await using var server = new RawServer(static async (stream, cancellation) =>
        {
            await RawServer.ReadRequestAsync(stream, cancellation);
            await RawServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ok\":true", cancellation);
        });
        using var host = new SlackHost(o => (o.WebhookUrl, o.AllowPrivateNetworks) = (server.Url, true));

        (await host.SendAsync()).Kind.ShouldBe(DeliveryResultKind.Unknown);
    }

    [Fact]
    public async Task Send_AnyFailure_LogsNoSecret()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var bot = SlackHost.Bot(slack);
        using var webhook = SlackHost.Webhook(slack);
        for (var i = 0; i < 4; i++)
            slack.Answer(i < 2 ? 500 : 302, FakeSlack.Token);
        foreach (var host in new[] { bot, webhook, bot, webhook, bot, webhook })
            await host.SendAsync();

        foreach (var line in bot.Logs.Lines.Concat(webhook.Logs.Lines))
        {
            line.ShouldNotContain(FakeSlack.Token);
            line.ShouldNotContain("webhook-secret");
        }
    }

    [Fact]
    public void Table_EveryErrorIsOfOneKindAndPrintable()
    {
        ErrorTable.All.Count().ShouldBeGreaterThan(80);
        ErrorTable.All.ShouldAllBe(static e => ErrorTable.Printable(e.Key) == e.Key);
    }

    private static async Task<DeliveryResult> ByBot(int status, string body, string? destination = null, string? retryAfter = null)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        slack.Answer(status, body, retryAfter);
        return await host.SendAsync(TestMessages.Plain with { Destination = destination });
    }
}
