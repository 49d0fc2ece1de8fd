using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Aggregation;

/// <summary>An event waits as a copy in a state, while the journal lets go of the event itself; then it goes out, and the process ends before it is delivered.</summary>
public sealed class CompactedEventTests
{
    private const string Source = "source";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("debounced")]
    [InlineData("batched")]
    [InlineData("silenced")]
    [InlineData("inhibited")]
    public async Task Restart_EventWasCompactedWhileItWaited_IsDelivered(string kind)
    {
        JournalEngine journal = null!;
        await using var engine = await EngineHarness.StartAsync(Configure, services: null, start: null, clock => (journal = new JournalEngine(clock)).Store);
        var silence = new Silence { AnyOf = [EventSelector.Where("kind=silenced")], EndsAt = EngineHarness.DefaultStart + Window, CreatedBy = "ann", Comment = "deploy" };
        (await engine.Services.GetRequiredService<INotificationSilences>().CreateAsync(silence, default, TestContext.Current.CancellationToken)).Error.ShouldBeNull();
        await engine.PublishAsync(Alert(Source));
        for (var i = 0; i < 3; i++)
            await engine.PublishAsync(Alert(kind));
        var told = engine.Channel("mail").Deliveries.Count;
        await CompactAsync(engine);
        engine.Channel("mail").Respond(DeliveryResult.Retry("later"));
        await engine.AdvanceAsync(Window);
        await engine.PublishAsync(Alert(Source, NotificationStatus.Resolved));
        engine.Statistics.Pending.ShouldBe(1);

        await journal.RestartAsync(engine);
        engine.Channel("mail").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("mail").Deliveries.Count.ShouldBe(told + 1);
        engine.Channel("mail").Deliveries[^1].Event.Labels["kind"].ShouldBe(kind);
        engine.AssertAccounting();
        engine.Errors.ShouldBeEmpty();
        await journal.Store.DisposeAsync();
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("mail").AddRecordingChannel("sink")
        .AddRule("debounced", static r => r.WhereLabel("kind=debounced").Debounce(Window, threshold: 1_000_000).To("mail"))
        .AddRule("batched", static r => r.WhereLabel("kind=batched").Batch(Window).To("mail"))
        .AddRule("held", static r => r.WhereLabel("kind=~\"silenced|inhibited\"").To("mail"))
        .AddRule("others", static r => r.WhereLabel("kind!~\"debounced|batched|silenced|inhibited\"").To("sink"))
        .AddInhibition("source", static i => i.Source(static s => s.WhereLabel("kind=source")).Target(static t => t.WhereLabel("kind=inhibited")).Equal("zone"));

    private static NotificationEvent Alert(string kind, NotificationStatus status = NotificationStatus.Firing) => new()
    {
        Type = "incident.changed",
        Status = status,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = kind, ["zone"] = "eu" },
    };

    /// <summary>So much that is delivered at once, that the journal writes checkpoints and its history is full of it.</summary>
    private static async Task CompactAsync(EngineHarness engine)
    {
        var text = new string('x', 900);
        for (var i = 0; i < 1_000; i++)
            await engine.PublishAsync(new NotificationEvent { Type = "order.failed", Subject = text });
    }
}
