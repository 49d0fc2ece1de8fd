using System.Globalization;
using System.Text;
using Notifications.Slack.Messages;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests.Messages;

/// <summary>What people see, as a strict Slack took it.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task Send_Plain_HasMarkTextDetailsAndColour()
    {
        var posted = await Post(TestMessages.Plain);

        posted.Header.ShouldBe("🔴 Disk full");
        posted.SectionText.ShouldBe("The disk of db-1 is full.");
        posted.Text.ShouldBe("🔴 Disk full The disk of db-1 is full.");
        posted.Color.ShouldBe("#E01E5A");
        posted.Fields.ShouldBe(["*instance*\ndb-1", "*free*\n0", "*full*\ntrue", "*note*\nü €"]);
        posted.Notes.ShouldBe(["*Firing* · Critical (P0) · incident.detected · /monitoring · <!date^1774740600^{date_num} {time_secs}|2026-03-28 23:30:00 UTC>"]);
        posted.Buttons.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Severity.Critical, NotificationStatus.Firing, "🔴", "#E01E5A")]
    [InlineData(Severity.High, NotificationStatus.Acknowledged, "🟠", "#F2711C")]
    [InlineData(Severity.Medium, NotificationStatus.None, "🟡", "#ECB22E")]
    [InlineData(Severity.Low, NotificationStatus.None, "🔵", "#36C5F0")]
    [InlineData(Severity.Info, NotificationStatus.None, "⚪", "#9E9E9E")]
    [InlineData(Severity.Critical, NotificationStatus.Resolved, "✅", "#2EB67D")]
    public async Task Send_Severity_ShowsItsMark(Severity severity, NotificationStatus status, string mark, string color)
    {
        var posted = await Post(TestMessages.Plain with { Status = status, Event = TestMessages.Plain.Event with { Severity = severity } });

        posted.Header.ShouldStartWith(mark);
        posted.Color.ShouldBe(color);
    }

    [Fact]
    public async Task Send_TextThatListsTheLabels_DoesNotRepeatThem()
    {
        var posted = await Post(TestMessages.Saying("s", "Type: x\ninstance: db-1\nfree: 0\n"));

        posted.Fields.ShouldBe(["*full*\ntrue", "*note*\nü €"]);
    }

    [Fact]
    public async Task Send_Summary_SaysForHowMany()
    {
        var posted = await Post(TestMessages.Plain with { Aggregate = new AggregateSummary { Count = 7, First = TestMessages.Time.AddMinutes(-5), Last = TestMessages.Time } });

        posted.Notes.ShouldHaveSingleItem().ShouldContain("stands for 7 events, <!date^1774740300^");
    }

    [Fact]
    public async Task Send_ManyLabels_AreCutAndCounted()
    {
        var labels = Enumerable.Range(0, 200).ToDictionary(static i => $"label-{i:D3}", static i => new string('v', i), StringComparer.Ordinal);
        var posted = await Post(TestMessages.Plain with { Event = TestMessages.Plain.Event with { Labels = LabelSet.From(labels), Data = null } });

        posted.Fields.Length.ShouldBe(20);
        posted.Fields[1].ShouldBe("*label-002*\nvv");
        posted.Notes[0].ShouldBe("… and 179 more");
    }

    [Theory]
    [InlineData("x", 1)]
    [InlineData("😀", 2)]
    [InlineData("👩‍👩‍👧‍👦", 11)]
    [InlineData("e\u0301", 2)]
    [InlineData("&", 1)]
    [InlineData("<", 1)]
    public async Task Send_LongText_IsCutBetweenCharactersWithANote(string character, int units)
    {
        for (var shift = 0; shift < 13; shift++)
        {
            var text = new string('a', shift) + string.Concat(Enumerable.Repeat(character, 100_000 / units));
            var posted = await Post(TestMessages.Saying("Long", text));

            var shown = string.Concat(posted.SectionText.Split('\n')).Replace("&amp;", "&", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal);
            text.ShouldStartWith(shown);
            ((shown.Length - shift) % units).ShouldBe(0, "a character was cut in two");
            shown.Length.ShouldBeGreaterThan(1_500);
            posted.Notes[0].ShouldBe(string.Create(CultureInfo.InvariantCulture, $"The text is too long for Slack: {shown.Length:N0} of {text.Length:N0} characters are shown."));
        }
    }

    [Fact]
    public async Task Send_LongSubject_IsCutToTheHeader()
    {
        for (var length = 140; length < 160; length++)
        {
            var posted = await Post(TestMessages.Saying(new string('s', length) + "😀😀", "t"));
            posted.Header.Length.ShouldBeLessThanOrEqualTo(150);
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(posted.Header)).ShouldBe(posted.Header);
        }
    }

    [Fact]
    public async Task Send_LinesInSubject_AreOneLine() => (await Post(TestMessages.Saying("one\r\nX: y\r\n\r\ntwo", "t"))).Header.ShouldBe("🔴 one X: y  two");

    [Fact]
    public async Task Send_Empty_IsCalledByItsType() => (await Post(TestMessages.Saying("", ""))).Header.ShouldBe("🔴 incident.detected");

    [Theory]
    [InlineData("<!channel> <@U0ANNA> <#C0OPS> <!subteam^S1> @here", "&lt;!channel&gt; &lt;@U0ANNA&gt; &lt;#C0OPS&gt; &lt;!subteam^S1&gt; @here")]
    [InlineData("<https://evil.example|safe>", "&lt;<https://evil.example/>|safe&gt;")]
    [InlineData("a & b &amp; c", "a &amp; b &amp;amp; c")]
    [InlineData("*bold* _it_ ~no~ `code`", "\u2060*\u2060bold\u2060*\u2060 \u2060_\u2060it\u2060_\u2060 \u2060~\u2060no\u2060~\u2060 \u2060`\u2060code\u2060`\u2060")]
    [InlineData("snake_case_name 5*3", "snake_case_name 5*3")]
    [InlineData("> quoted\n> again", "\u2060&gt; quoted\n\u2060&gt; again")]
    [InlineData("see https://x.example/a?b=1&c=2, and (http://y.example).", "see <https://x.example/a?b=1&amp;c=2>, and (<http://y.example/>).")]
    [InlineData("http:// https://exa mple xhttp://no.example", "http:// <https://exa/> mple xhttp://no.example")]
    [InlineData("tab\there\r\nnul\0bell\a", "tab here\nnulbell")]
    public async Task Send_HostileText_IsOnlyText(string text, string shown) => (await Post(TestMessages.Saying("s", text))).SectionText.ShouldBe(shown);

    [Theory]
    [InlineData("\u0600")]
    [InlineData("\u06DD")]
    [InlineData("\U000110BD")]
    public async Task Send_MarkThatTakesTheNextCharacter_HidesNothing(string mark)
    {
        foreach (var hostile in (ReadOnlySpan<string>)["&", "<", ">", "*", "_", "~", "`"])
            SlackText.ElementLength(mark + hostile).ShouldBe(mark.Length, hostile);

        (await Post(TestMessages.Saying("s", $"{mark}<!channel> {mark}& {mark}> {mark}*b {mark}_b {mark}~b {mark}`b"))).SectionText
            .ShouldBe($"{mark}&lt;!channel&gt; {mark}&amp; {mark}&gt; {mark}\u2060*\u2060b {mark}\u2060_\u2060b {mark}\u2060~\u2060b {mark}\u2060`\u2060b");
    }

    [Fact]
    public async Task Send_HostileEverywhere_CallsNobody()
    {
        const string Evil = "<!channel> <!here|x> <@U0ANNA> *b*\r\n<https://evil.example|click>";
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Evil] = Evil };

        var posted = await Post(TestMessages.Plain with
        {
            Content = new NotificationContent { Subject = Evil, Text = Evil, Actions = [new() { Label = Evil, Url = "https://ok.example/" }] },
            Event = TestMessages.Plain.Event with { Type = Evil, Source = Evil, Labels = LabelSet.From(labels) },
        });

        posted.Header.ShouldContain("<!channel>", Case.Sensitive, "a header is plain text, as it was said");
    }

    [Fact]
    public async Task Send_Markdown_IsMrkdwn()
    {
        const string Markdown = """
            # Disk *full*

            **bold** and *it*, __strong__, ~~gone~~, `a<b`, 5 * 3, snake_case
            - one [link](https://x.example/a "t") & [bad](javascript:alert(1))
              - two ![image](https://x.example/i.png)
            > quote &lt;tag&gt; \*not\*
            <!channel> <https://auto.example/>
            ```
            code *stays* <here>
            ```
            """;

        var posted = await Post(TestMessages.Saying("s", "plain", Markdown));

        posted.SectionText.ShouldBe("""
            *Disk _full_*

            *bold* and _it_, *strong*, ~gone~, `a&lt;b`, 5 ⁠*⁠ 3, snake_case
            • one <https://x.example/a|link> &amp; bad
              • two <https://x.example/i.png|image>
            &gt; quote &lt;tag&gt; ⁠*⁠not⁠*⁠
            &lt;!channel&gt; <https://auto.example/>
            ```
            code *stays* &lt;here&gt;
            ```
            """);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("<&*_~")]
    [InlineData("https://")]
    [InlineData("![x](https://x.example/) ")]
    [InlineData("😀 **b** ")]
    public async Task Send_LongMarkdown_IsCutWithANote(string piece)
    {
        var posted = await Post(TestMessages.Saying("s", "t", string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))));

        posted.Notes[0].ShouldBe("The text is too long for Slack: its end is not shown.");
    }

    [Fact]
    public async Task Send_TemplateBlocks_AreUsedAsTheyAre()
    {
        var posted = await Post(TestMessages.Plain with
        {
            Content = new NotificationContent
            {
                Subject = "s",
                Text = "t",
                Blocks = EventData.FromJson("""{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*mine*"}}]}"""),
                Actions = [new() { Label = "Open", Url = "https://x.example/" }],
            },
        });

        posted.SectionText.ShouldBe("*mine*");
        posted.Buttons.Length.ShouldBe(1);
        posted.Body.GetProperty("attachments").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("[]")]
    [InlineData("""[{"type":"section"}]""")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""")]
    [InlineData("""[{"type":"modal"}]""")]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"url":"javascript:1"}]}]""")]
    [InlineData("""[{"type":"image","image_url":"https://x.example/i.png"}]""")]
    [InlineData("not json")]
    public async Task Send_BadTemplateBlocks_GiveWayToOwnOnes(string blocks)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        (await host.SendAsync(TestMessages.Plain with { Content = new NotificationContent { Subject = "s", Text = "t", Blocks = EventData.FromJson(blocks) } })).Kind.ShouldBe(DeliveryResultKind.Delivered);

        slack.Single.Header.ShouldBe("🔴 s");
        host.Logs.Lines.ShouldContain(static l => l.StartsWith("5201 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, 200, """{"ok":false,"error":"invalid_blocks"}""")]
    [InlineData(false, 200, """{"ok":false,"error":"invalid_blocks_format"}""")]
    [InlineData(false, 200, """{"ok":false,"error":"msg_blocks_too_long"}""")]
    [InlineData(true, 400, "invalid_blocks")]
    public async Task Send_TemplateBlocksThatSlackRefuses_GiveWayToOwnOnesOnce(bool isWebhook, int status, string answer)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = isWebhook ? SlackHost.Webhook(slack) : SlackHost.Bot(slack);
        var message = TestMessages.Plain with { Content = new NotificationContent { Subject = "s", Text = "t", Blocks = EventData.FromJson("""[{"type":"divider"}]""") } };
        slack.Answer(status, answer);

        (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Delivered);

        slack.Calls.Count.ShouldBe(2);
        slack.Single.Header.ShouldBe("🔴 s");
        host.Logs.Lines.ShouldContain(static l => l.StartsWith("5201 ", StringComparison.Ordinal));

        // Our own layout refused: there is nothing else to try.
        slack.Answer(status, answer);
        slack.Answer(status, answer);
        (await host.SendAsync(message)).Rejection.ShouldBe(RejectionKind.Content);
        slack.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Send_TooManyTemplateBlocks_GiveWayToOwnOnes()
    {
        var many = "[" + string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 51)) + "]";
        var large = "[" + string.Join(',', Enumerable.Repeat($$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{new string('x', 2_900)}}}"}}""", 5)) + "]";
        foreach (var blocks in new[] { many, large })
            (await Post(TestMessages.Plain with { Content = new NotificationContent { Subject = "s", Text = "t", Blocks = EventData.FromJson(blocks) } })).Header.ShouldBe("🔴 s");
    }

    [Fact]
    public async Task Send_Buttons_LinksAndSignedValues()
    {
        var posted = await Post(TestMessages.WithActions(
            new() { Label = "Open", Url = "https://x.example/1?a=b&c=d" },
            new() { Label = "Acknowledge", Name = "acknowledge", Value = "42", Style = NotificationActionStyle.Primary },
            new() { Label = "Delete", Name = "delete", Style = NotificationActionStyle.Danger },
            new() { Label = "Bad", Url = "javascript:alert(1)" },
            new() { Label = "Worse", Url = "http://" }));

        posted.Buttons.Select(static b => b.GetProperty("text").GetProperty("text").GetString()).ShouldBe(["Open", "Acknowledge", "Delete"]);
        posted.Buttons[0].GetProperty("url").GetString().ShouldBe("https://x.example/1?a=b&c=d");
        posted.Buttons[1].GetProperty("style").GetString().ShouldBe("primary");
        posted.Buttons[2].GetProperty("style").GetString().ShouldBe("danger");
    }

    [Fact]
    public async Task Send_MoreButtonsThanHaveRoom_SaysHowManyAreMissing()
    {
        var buttons = Enumerable.Range(0, 25).Select(static i => new NotificationAction { Label = $"Open {i} {string.Concat(Enumerable.Repeat("😀", 30))}", Url = $"https://x.example/{new string('x', 500)}/{i}" });
        var posted = await Post(TestMessages.WithActions([.. buttons]) with { Content = TestMessages.WithActions([.. buttons]).Content with { Text = new string('t', 100_000) } });

        posted.Buttons.Length.ShouldBeInRange(3, 10);
        posted.Notes.ShouldContain($"{25 - posted.Buttons.Length} more buttons had no room.");
    }

    private static async Task<PostedMessage> Post(ChannelMessage message)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        var result = await host.SendAsync(message);
        slack.Problems.ShouldBeEmpty();
        result.Kind.ShouldBe(DeliveryResultKind.Delivered, result.ToString());
        slack.Mentions.ShouldBeEmpty();
        return slack.Single;
    }
}
