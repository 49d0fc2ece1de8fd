using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests;

/// <summary>Where messages go, and how what comes later is told.</summary>
public sealed class SlackChannelTests
{
    [Theory]
    [InlineData(null, "C0OPS")]
    [InlineData("#dev", "C0DEV")]
    [InlineData("dev", "C0DEV")]
    [InlineData("C0DEV", "C0DEV")]
    [InlineData("U0ANNA", "D0ANNA")]
    public async Task Send_Destination_GoesThere(string? destination, string conversation)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        var result = await host.SendAsync(TestMessages.Plain with { Destination = destination });

        slack.Single.Channel.ShouldBe(conversation);
        result.ProviderMessageId.ShouldBe($"{conversation}/{slack.Single.Ts}");
        slack.Calls.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer " + FakeSlack.Token);
    }

    [Theory]
    [InlineData("Ops Team")]
    [InlineData("#OPS")]
    [InlineData("https://evil.example/")]
    [InlineData("a,b")]
    [InlineData("<!channel>")]
    public async Task Send_BadDestination_IsRejectedWithoutACall(string destination)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        (await host.SendAsync(TestMessages.Plain with { Destination = destination })).Rejection.ShouldBe(RejectionKind.Recipient);

        slack.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_AcknowledgedAndResolved_EditTheFirstMessage()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        var firing = await host.SendAsync(TestMessages.Plain with { Destination = "U0ANNA" });
        var acknowledged = await host.SendAsync((TestMessages.Plain with { Destination = "U0ANNA", PreviousProviderMessageId = firing.ProviderMessageId }).With(NotificationStatus.Acknowledged));
        var resolved = await host.SendAsync((TestMessages.Plain with { Destination = "U0ANNA", PreviousProviderMessageId = acknowledged.ProviderMessageId }).With(NotificationStatus.Resolved));

        slack.Calls.Select(static c => c.Method).ShouldBe(["chat.postMessage", "chat.update", "chat.update"]);
        slack.Single.Edits.ShouldBe(2);
        slack.Single.Channel.ShouldBe("D0ANNA");
        slack.Single.Header.ShouldStartWith("✅");
        acknowledged.ProviderMessageId.ShouldBe(firing.ProviderMessageId);
        resolved.ProviderMessageId.ShouldBe(firing.ProviderMessageId + "/over");
    }

    [Fact]
    public async Task Send_FiringAgainAfterTheEnd_IsANewMessage()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        var id = (await host.SendAsync()).ProviderMessageId;
        id = (await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Resolved))).ProviderMessageId;

        var again = await host.SendAsync(TestMessages.Plain with { PreviousProviderMessageId = id });

        slack.Messages.Count.ShouldBe(2);
        slack.Messages.ShouldAllBe(static m => m.ThreadTs == null);
        again.ProviderMessageId.ShouldBe($"C0OPS/{slack.Messages[1].Ts}");
    }

    [Fact]
    public async Task Send_RepeatedAndOther_AnswerInTheThread_AndTheEndEditsTheTop()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        var id = (await host.SendAsync()).ProviderMessageId;
        id = (await host.SendAsync(TestMessages.Plain with { PreviousProviderMessageId = id })).ProviderMessageId;
        id = (await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.None))).ProviderMessageId;
        await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Resolved));

        var messages = slack.Messages;
        messages.Select(static m => (m.ThreadTs, m.Broadcast, m.Edits)).ShouldBe([(null, false, 1), (messages[0].Ts, true, 0), (messages[0].Ts, false, 0)]);
        messages[0].Header.ShouldStartWith("✅");
    }

    [Fact]
    public async Task Send_Thread_AnswersInIt()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, static o =>
        {
            o.Updates = SlackUpdates.Thread;
            o.BroadcastResolved = true;
        });
        var id = (await host.SendAsync()).ProviderMessageId;
        id = (await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Acknowledged))).ProviderMessageId;
        await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Resolved));

        var top = slack.Messages[0].Ts;
        slack.Messages.Select(static m => (m.ThreadTs, m.Broadcast, m.Edits)).ShouldBe([(null, false, 0), (top, false, 0), (top, true, 0)]);
    }

    [Fact]
    public async Task Send_Post_IsAlwaysNew()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, static o => o.Updates = SlackUpdates.Post);
        var id = (await host.SendAsync()).ProviderMessageId;
        await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Resolved));

        slack.Messages.Count.ShouldBe(2);
        slack.Messages.ShouldAllBe(static m => m.ThreadTs == null && m.Edits == 0);
    }

    [Theory]
    [InlineData("C0OPS/1699999999.000001")]
    [InlineData("nonsense")]
    [InlineData("C0OPS/1/2/3/4")]
    [InlineData("C0OPS/../x")]
    public async Task Send_MessageToEditIsGone_IsPostedAnew(string previous)
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        var result = await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = previous }).With(NotificationStatus.Resolved));

        result.Kind.ShouldBe(DeliveryResultKind.Delivered);
        slack.Single.ThreadTs.ShouldBeNull();
        slack.Single.Header.ShouldStartWith("✅");
        result.ProviderMessageId.ShouldBe($"C0OPS/{slack.Single.Ts}/over");
    }

    [Fact]
    public async Task Send_EditIsNotAllowed_AnswersInTheThreadForAllToSee()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);
        var id = (await host.SendAsync()).ProviderMessageId;
        slack.CanEdit = false;

        var result = await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = id }).With(NotificationStatus.Resolved));

        result.Kind.ShouldBe(DeliveryResultKind.Delivered);
        slack.Messages[1].ThreadTs.ShouldBe(slack.Messages[0].Ts);
        slack.Messages[1].Broadcast.ShouldBeTrue();
        host.Logs.Lines.ShouldContain(static l => l.StartsWith("5203 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ThreadIsGone_IsPostedAnew()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack, static o => o.Updates = SlackUpdates.Thread);

        var result = await host.SendAsync(TestMessages.Plain with { PreviousProviderMessageId = "C0OPS/1699999999.000001/1699999999.000000" });

        result.ProviderMessageId.ShouldBe($"C0OPS/{slack.Single.Ts}");
    }

    [Fact]
    public async Task Test_Bot_ShowsItsTokenAndPostsNothing()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Bot(slack);

        (await host.Channel.TestAsync(TestMessages.Plain, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        slack.IsRevoked = true;
        (await host.Channel.TestAsync(TestMessages.Plain, TestContext.Current.CancellationToken)).Rejection.ShouldBe(RejectionKind.Configuration);

        slack.Messages.ShouldBeEmpty();
        slack.Calls.ShouldAllBe(static c => c.Method == "auth.test");
    }

    [Fact]
    public async Task Test_Webhook_PostsAMessage()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Webhook(slack);

        (await host.Channel.TestAsync(TestMessages.Plain, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Delivered);

        slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_Webhook_PostsAlways()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var host = SlackHost.Webhook(slack);

        var result = await host.SendAsync((TestMessages.Plain with { PreviousProviderMessageId = "C0OPS/1700000000.000001" }).With(NotificationStatus.Resolved));

        result.Kind.ShouldBe(DeliveryResultKind.Delivered);
        result.ProviderMessageId.ShouldBeNull();
        slack.Single.Header.ShouldStartWith("✅");
        slack.Calls.Single().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Send_WebhookToAnotherUrl_OnlyWhereItsHostIsNamed()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var other = await FakeSlack.StartAsync();
        using var host = SlackHost.Webhook(slack);
        using var allowing = SlackHost.Webhook(slack, static o => o.WebhookHosts.Add("127.0.0.1"));

        foreach (var destination in new[] { "https://evil.example/x", other.WebhookUrl, "#ops", "http://example.com/" })
            (await host.SendAsync(TestMessages.Plain with { Destination = destination })).Rejection.ShouldBe(RejectionKind.Recipient);
        (await host.SendAsync(TestMessages.Plain with { Destination = slack.WebhookUrl })).Kind.ShouldBe(DeliveryResultKind.Delivered);
        (await allowing.SendAsync(TestMessages.Plain with { Destination = other.WebhookUrl })).Kind.ShouldBe(DeliveryResultKind.Delivered);

        slack.Messages.Count.ShouldBe(1);
        other.Messages.Count.ShouldBe(1);
    }
}
