using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.History;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

public sealed class HistoryTests : EngineTest
{
    [Theory, BothStores]
    public async Task Search_OneOfEachOutcome_HasItsStatus(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("orders", r => r.OnEvent("order.*").Debounce().To("mail", "ops@acme.com")), restarts: false);
        engine.Channel("mail").RespondWith(m => m.Event.Subject switch
        {
            "sent" => DeliveryResult.Accepted("m-1"),
            "bounced" => DeliveryResult.Rejected(RejectionKind.Recipient, "unknown"),
            "rejected" => DeliveryResult.Rejected(RejectionKind.Content, "no"),
            "retrying" => DeliveryResult.Retry("503"),
            _ => DeliveryResult.Delivered("m-2"),
        });
        foreach (var subject in new[] { "sent", "bounced", "rejected", "retrying", "delivered", "delivered" })
            await engine.PublishAsync(Alerts.Message(subject));

        foreach (var (status, subject) in new[]
        {
            (TrackingStatus.Sent, "sent"), (TrackingStatus.Bounced, "bounced"), (TrackingStatus.Rejected, "rejected"), (TrackingStatus.Retrying, "retrying"),
            (TrackingStatus.Delivered, "delivered"), (TrackingStatus.Debounced, "delivered"),
        })
        {
            var entry = (await Search(engine, new() { Statuses = [status], Rule = "orders" })).Entries.ShouldHaveSingleItem(status.ToString());
            (entry.Status, entry.Subject, entry.EventType).ShouldBe((status, subject, "order.failed"));
        }

        (await Search(engine, new() { ProviderMessageId = "m-1" })).Entries.ShouldHaveSingleItem().Subject.ShouldBe("sent");
        (await Search(engine, new() { Destination = "OPS@acme.com", EventType = "order.*" })).Entries.Count.ShouldBe(5);
        (await Search(engine, new() { Channel = "mail", EventType = "incident.*" })).Entries.ShouldBeEmpty();
    }

    [Theory, BothStores]
    public async Task Search_TraceIdOfTheActivity_FindsWhatItPublished(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")));
        await engine.PublishAsync(Alerts.Message("other"));
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C).Start();
        await engine.PublishAsync(Alerts.Message("own"));
        activity.Stop();

        var entry = (await Search(engine, new() { TraceId = activity.TraceId.ToHexString() })).Entries.ShouldHaveSingleItem();

        (entry.Subject, entry.TraceId).ShouldBe(("own", activity.TraceId.ToHexString()));
    }

    [Theory, BothStores]
    public async Task Search_OneTenant_SeesNothingOfTheOthers(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Debounce().To("mail")));
        foreach (var tenant in new[] { "a", "b", null })
        {
            await engine.PublishAsync(Alerts.Message(id: "same") with { TenantId = tenant });
            await engine.PublishAsync(Alerts.Message(id: "again") with { TenantId = tenant });
        }

        (await Search(engine, new())).Entries.Count.ShouldBe(6);
        var own = (await Search(engine, new() { TenantId = "a" })).Entries;
        own.Select(e => (e.TenantId, e.Status)).ShouldBe([("a", TrackingStatus.Debounced), ("a", TrackingStatus.Delivered)], ignoreOrder: true);
        (await Search(engine, new() { TenantId = "", EventId = "same" })).Entries.ShouldHaveSingleItem().TenantId.ShouldBeEmpty();
    }

    [Theory, BothStores]
    public async Task Explain_SameIdInSeveralTenants_TellsOfOne(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")));
        await engine.PublishAsync(Alerts.Message(id: "same") with { TenantId = "a" });
        await engine.PublishAsync(Alerts.Message(id: "same") with { TenantId = "b" });
        var cancellation = TestContext.Current.CancellationToken;

        (await engine.Engine.ExplainAsync("same", "a", cancellation)).ShouldNotBeNull().Deliveries.ShouldHaveSingleItem().TenantId.ShouldBe("a");
        (await engine.Engine.ExplainAsync("same", "b", cancellation)).ShouldNotBeNull().Deliveries.ShouldHaveSingleItem().TenantId.ShouldBe("b");
        (await engine.Engine.ExplainAsync("same", "", cancellation)).ShouldBeNull();
        var newest = (await engine.Engine.ExplainAsync("same", cancellation)).ShouldNotBeNull();
        newest.Event.Event.TenantId.ShouldBe("b");
        newest.Deliveries.ShouldHaveSingleItem().TenantId.ShouldBe("b");
    }

    [Theory, BothStores]
    public async Task Search_Scheduled_IsPendingUntilItsTime(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"));
        await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Subject = "s", SendAt = engine.Clock.GetUtcNow().AddHours(1) });

        (await Search(engine, new() { Channel = "mail" })).Entries.ShouldHaveSingleItem().Status.ShouldBe(TrackingStatus.Pending);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        (await Search(engine, new() { Channel = "mail" })).Entries.ShouldHaveSingleItem().Status.ShouldBe(TrackingStatus.Delivered);
    }

    [Fact]
    public async Task Search_EventsLeaveTheHistoryBetweenPages_TheRestIsNeitherSkippedNorRepeated()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")).ConfigureEngine(e => e.HistoryCapacity = 12));
        for (var i = 0; i < 12; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        var first = await Search(engine, new() { PageSize = 5 });

        for (var i = 0; i < 6; i++)
            await engine.PublishAsync(Alerts.Message("new"));
        var second = await Search(engine, new() { PageSize = 5, Cursor = first.NextCursor });

        first.Entries.Select(e => e.Subject).ShouldBe(["11", "10", "9", "8", "7"]);
        second.Entries.Select(e => e.Subject).ShouldBe(["6"]);
        second.NextCursor.ShouldBeNull();
        engine.Statistics.HistoryEvicted.ShouldBe(12);
    }

    [Fact]
    public async Task History_MoreBytesThanTheBound_LetsTheOldestGoAndCountsThem()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")).ConfigureEngine(e => e.HistoryBytes = 8 << 20));
        var data = EventData.FromJson($"\"{new string('x', 200_000)}\"");

        for (var i = 0; i < 100; i++)
            await engine.PublishAsync(Alerts.Message($"{i}") with { Data = data });

        var kept = (await Search(engine, new() { PageSize = 500 })).Entries;
        kept.Count.ShouldBeInRange(20, 50);
        kept.Take(20).Select(e => e.Subject).ShouldBe(Enumerable.Range(80, 20).Reverse().Select(i => $"{i}"));
        engine.Statistics.HistoryEvicted.ShouldBeGreaterThanOrEqualTo(2 * 50);
    }

    [Fact]
    public async Task History_ContentSharedByAFanOut_CountsOnce()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").ConfigureEngine(e => e.HistoryBytes = 16 << 20));

        await engine.SendAsync(new NotificationRequest
        {
            Recipients = [.. Enumerable.Range(0, 100).Select(i => Recipient.Address($"u{i}@acme.com"))],
            Channels = ["mail"],
            Subject = "s",
            Body = new string('x', 250_000),
        });

        (await Search(engine, new() { PageSize = 500 })).Entries.Count.ShouldBe(100);
        engine.Statistics.HistoryEvicted.ShouldBe(0);
    }

    [Fact]
    public async Task Search_NotAllowed_IsATypedError()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")));
        await engine.PublishAsync(Alerts.Message());
        await engine.PublishAsync(Alerts.Message());
        var now = engine.Clock.GetUtcNow();
        var cursor = (await Search(engine, new() { PageSize = 1 })).NextCursor;

        foreach (var search in new HistorySearch[]
        {
            new() { PageSize = 0 }, new() { PageSize = 501 }, new() { From = now, To = now }, new() { EventType = "" }, new() { EventType = new('*', 257) },
            new() { TraceId = "00-x" }, new() { Statuses = [(TrackingStatus)99] },
        })
            (await Search(engine, search)).Error.ShouldNotBeNull(search.ToString()).Code.ShouldBe(NotificationErrorCode.InvalidSearch);
        (await Search(engine, new() { Cursor = cursor, Channel = "mail" })).Error.ShouldNotBeNull().Code.ShouldBe(NotificationErrorCode.InvalidCursor);
        (await Search(engine, new() { Cursor = cursor + "x" })).Error.ShouldNotBeNull().Code.ShouldBe(NotificationErrorCode.InvalidCursor);
        (await Search(engine, new() { Cursor = cursor })).Error.ShouldBeNull();
    }

    private static ValueTask<HistoryPage> Search(EngineHarness engine, HistorySearch search) =>
        engine.Services.GetRequiredService<INotificationHistory>().SearchAsync(search);
}
