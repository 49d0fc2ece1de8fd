using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests.Actions;

/// <summary>What comes back when a button is pressed.</summary>
public sealed class VerifierTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private static readonly FixedClock Clock = new(TestMessages.Time.AddHours(1));

    [Fact]
    public void VerifyRequest_ExampleOfTheDocumentation_IsValid()
    {
        const string Body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var verifier = new SlackRequestVerifier(Secret, [], new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_531_420_618)));

        verifier.VerifyRequest(Encoding.UTF8.GetBytes(Body), "1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503").ShouldBe(SlackVerification.Valid);
    }

    [Theory]
    [InlineData(0, SlackVerification.Valid)]
    [InlineData(-300, SlackVerification.Valid)]
    [InlineData(300, SlackVerification.Valid)]
    [InlineData(-301, SlackVerification.Expired)]
    [InlineData(301, SlackVerification.Expired)]
    public void VerifyRequest_Age_WithinFiveMinutes(int seconds, SlackVerification kind)
    {
        var timestamp = Timestamp(seconds);
        new SlackRequestVerifier(Secret, [], Clock).VerifyRequest("x"u8, timestamp, Sign("x", timestamp)).ShouldBe(kind);
    }

    [Theory]
    [InlineData(null, null, SlackVerification.Missing)]
    [InlineData("1", null, SlackVerification.Missing)]
    [InlineData("abc", "v0=00", SlackVerification.Malformed)]
    [InlineData("1", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Malformed)]
    [InlineData("1", "v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Malformed)]
    [InlineData("1", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.WrongSignature)]
    [InlineData("99999999999999999999", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Malformed)]
    public void VerifyRequest_Bad_SaysWhat(string? timestamp, string? signature, SlackVerification kind) =>
        new SlackRequestVerifier(Secret, [], Clock).VerifyRequest("x"u8, timestamp, signature).ShouldBe(kind);

    [Fact]
    public void VerifyRequest_NoSecret_IsNeverValid() =>
        new SlackRequestVerifier(null, [], Clock).VerifyRequest("x"u8, Timestamp(0), Sign("x", Timestamp(0))).ShouldBe(SlackVerification.Missing);

    [Fact]
    public async Task VerifyAction_OfASentMessage_SaysWhatItWasFor()
    {
        var value = await SentValue();

        var result = new SlackRequestVerifier(null, [SlackHost.Key], Clock).VerifyAction(value);

        result.IsValid.ShouldBeTrue();
        result.Action.ShouldBe(new SlackAction(
            "acknowledge", "42 ü <&>", TestMessages.Plain.DeliveryId.ToString(), "disk/db-1", "acme", DateTimeOffset.FromUnixTimeSeconds(TestMessages.Time.AddDays(7).ToUnixTimeSeconds())));
    }

    [Fact]
    public async Task VerifyAction_Rotation_EveryKeyVerifiesAndTheFirstSigns()
    {
        const string New = "new-key-new-key-new-key-new-key-2";
        var old = await SentValue();
        var rotated = await SentValue(o => o.ActionKeys.Insert(0, New));

        new SlackRequestVerifier(null, [New, SlackHost.Key], Clock).VerifyAction(old).IsValid.ShouldBeTrue();
        new SlackRequestVerifier(null, [New], Clock).VerifyAction(rotated).IsValid.ShouldBeTrue();
        new SlackRequestVerifier(null, [New], Clock).VerifyAction(old).ShouldBe(new SlackActionResult(SlackVerification.WrongSignature, null));
    }

    [Fact]
    public async Task VerifyAction_TooOld_IsExpiredAndSaysWhatItWas()
    {
        var value = await SentValue();
        var result = new SlackRequestVerifier(null, [SlackHost.Key], new FixedClock(TestMessages.Time.AddDays(7))).VerifyAction(value);

        result.Kind.ShouldBe(SlackVerification.Expired);
        result.Action!.Name.ShouldBe("acknowledge");
    }

    [Fact]
    public async Task VerifyAction_AnyChange_IsRefused()
    {
        var verifier = new SlackRequestVerifier(null, [SlackHost.Key], Clock);
        var value = await SentValue();
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];
            verifier.VerifyAction(changed).IsValid.ShouldBeFalse();
            verifier.VerifyAction(value[..i]).IsValid.ShouldBeFalse();
        }

        verifier.VerifyAction("not base64 !").Kind.ShouldBe(SlackVerification.Malformed);
        verifier.VerifyAction(new string('A', 2_001)).Kind.ShouldBe(SlackVerification.Malformed);
        verifier.VerifyAction(null).Kind.ShouldBe(SlackVerification.Missing);
        new SlackRequestVerifier(null, [], Clock).VerifyAction(value).Kind.ShouldBe(SlackVerification.Missing);
    }

    [Fact]
    public async Task Send_WithoutKeys_LeavesOutWhatDoesSomething()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, static o => o.ActionKeys.Clear());
        await host.SendAsync(TestMessages.WithActions(new() { Label = "Ack", Name = "ack" }, new() { Label = "Open", Url = "https://x.example/" }));

        slack.Single.Buttons.ShouldHaveSingleItem().GetProperty("url").GetString().ShouldBe("https://x.example/");
    }

    [Fact]
    public async Task Send_LongKeys_LeaveOutAButtonWhoseValueIsTooLong()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        var message = TestMessages.WithActions(new NotificationAction { Label = "Ack", Name = "ack", Value = new string('€', 512) }) with { CorrelationKey = new string('k', 1_024) };
        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Delivered);

        slack.Single.Buttons.ShouldBeEmpty();
        slack.Single.Notes.ShouldContain("1 more buttons had no room.");
        host.Logs.Lines.ShouldContain(static l => l.StartsWith("5202 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadInteraction_Press_SaysWhoAndWhat()
    {
        var (body, timestamp, signature) = Interaction($$"""{"action_id":"notifications-0","type":"button","value":"{{await SentValue()}}"}""");
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, static o => o.SigningSecret = Secret, Clock);

        var interaction = host.Verifier.ReadInteraction(body, timestamp, signature);

        interaction.IsValid.ShouldBeTrue();
        interaction.Action!.CorrelationKey.ShouldBe("disk/db-1");
        (interaction.UserId, interaction.UserName, interaction.ChannelId, interaction.MessageTs).ShouldBe(("U0ANNA", "anna", "C0OPS", "1700000000.000001"));
    }

    [Fact]
    public void ReadInteraction_LinkOrNonsense_IsNothingToDo()
    {
        var verifier = new SlackRequestVerifier(Secret, [SlackHost.Key], Clock);

        var (body, timestamp, signature) = Interaction("""{"action_id":"notifications-0","type":"button"}""");
        verifier.ReadInteraction(body, timestamp, signature).ShouldBe(new SlackInteraction(SlackVerification.Valid, null, "U0ANNA", "anna", "C0OPS", "1700000000.000001"));
        verifier.ReadInteraction(body, timestamp, "v0=" + new string('0', 64)).ShouldBe(new SlackInteraction(SlackVerification.WrongSignature, null));
        (body, timestamp, signature) = Interaction("""{"value":"forged"}""");
        verifier.ReadInteraction(body, timestamp, signature).IsValid.ShouldBeFalse();
        foreach (var nonsense in new[] { "", "payload=", "payload=%7B", "other=1", "payload=%7B%22type%22%3A%22view_submission%22%7D" })
            verifier.ReadInteraction(Encoding.UTF8.GetBytes(nonsense), Timestamp(0), Sign(nonsense, Timestamp(0))).ShouldBe(new SlackInteraction(SlackVerification.Malformed, null));
    }

    [Fact]
    public void ReadInteraction_LargerThanIsRead_IsMalformedBeforeItsSignatureIsLookedAt() =>
        new SlackRequestVerifier(Secret, [SlackHost.Key], Clock).ReadInteraction(new byte[(256 * 1024) + 1], Timestamp(0), "v0=" + new string('0', 64))
            .ShouldBe(new SlackInteraction(SlackVerification.Malformed, null));

    private static (byte[] Body, string Timestamp, string Signature) Interaction(string action)
    {
        var json = $$"""{"type":"block_actions","user":{"id":"U0ANNA","username":"anna"},"channel":{"id":"C0OPS"},"message":{"ts":"1700000000.000001"},"actions":[{{action}}],"response_url":"https://x"}""";
        var body = "payload=" + WebUtility.UrlEncode(json);
        return (Encoding.UTF8.GetBytes(body), Timestamp(0), Sign(body, Timestamp(0)));
    }

    private static async Task<string> SentValue(Action<SlackOptions>? configure = null)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, configure);
        await host.SendAsync(TestMessages.WithActions(new NotificationAction { Label = "Acknowledge", Name = "acknowledge", Value = "42 ü <&>" }));
        return slack.Single.Buttons[0].GetProperty("value").GetString()!;
    }

    private static string Timestamp(int seconds) => Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(string body, string timestamp) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));
}
