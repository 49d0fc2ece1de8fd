using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Operations;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

/// <summary>What operators hear of a channel keeps its order, and is told again when it was not taken.</summary>
public sealed class AnnouncementTests : EngineTest
{
    private const NotificationStatus Firing = NotificationStatus.Firing;
    private const NotificationStatus Resolved = NotificationStatus.Resolved;

    private readonly StoreFaults _faults = new();

    [Fact]
    public async Task Tell_EndComesWhileTheBeginningWaitsForRoom_IsToldAfterIt()
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);
        var (published, room) = (new List<NotificationStatus>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var announcer = new ChannelAnnouncer(engine.Internals.Context, async e =>
        {
            begun.TrySetResult();
            await room.Task;
            lock (published)
                published.Add(e.Status);
            return new PublishResult(PublishKind.Accepted, "e");
        });

        announcer.Tell(Event(isBeginning: true), isConfiguration: false);
        await begun.Task;
        announcer.Tell(Event(isBeginning: false), isConfiguration: false);
        announcer.Tell(Event(isBeginning: true), isConfiguration: false);
        announcer.Tell(Event(isBeginning: false), isConfiguration: false);
        room.SetResult();
        await engine.WaitForIdleAsync();

        published.ShouldBe([Firing, Resolved]);
    }

    [Theory]
    [InlineData("F", "F")]
    [InlineData("FR", "")]
    [InlineData("FRF", "F")]
    [InlineData("f", "")]
    [InlineData("fR", "R")]
    [InlineData("fRF", "")]
    [InlineData("fRFR", "R")]
    public void Add_BeforeTheFirstIsTold_LeavesTheLatestTruth(string steps, string left)
    {
        var topic = new AnnouncedTopic(keepsAll: false);
        foreach (var step in steps)
        {
            topic.Add(Event(isBeginning: step != 'R'));

            // A small one is under way from now on, and will arrive.
            if (step == 'f')
                topic.Begin();
        }

        Left(topic).ShouldBe(left);
    }

    [Fact]
    public void Done_NotTakenAndOverMeanwhile_LeavesNothing()
    {
        var topic = new AnnouncedTopic(keepsAll: false);
        topic.Add(Event(isBeginning: true));
        var underWay = topic.Begin();
        topic.Add(Event(isBeginning: false));

        topic.Done(underWay, isTold: false);

        Left(topic).ShouldBe("");
    }

    [Fact]
    public void Add_CausesOfTheConfiguration_AreAllNewsWithinTheirBound()
    {
        var topic = new AnnouncedTopic(keepsAll: true);
        for (var i = 0; i < 100; i++)
            topic.Add(Event(isBeginning: true));

        Left(topic).Length.ShouldBe(16);
    }

    [Fact]
    public async Task Refused_BeginningThatIsStillTrue_IsToldAgain()
    {
        var engine = await StartFailingAsync();
        engine.Channel("pager").ShouldHaveNothing();

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    [Fact]
    public async Task Refused_BeginningThatIsOverMeanwhile_IsNotTold()
    {
        var engine = await StartFailingAsync();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(40));
        await RecoverAsync(engine);

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("pager").ShouldHaveNothing();
    }

    [Fact]
    public async Task Refused_EndOfWhatWasTold_IsToldAgainWithoutAnotherAttempt()
    {
        var engine = await StartFailingAsync();
        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(40));
        engine.Channel("pager").ShouldHaveTold(Firing);
        _faults.Refuse = IsAnnouncement;
        await RecoverAsync(engine);
        engine.Channel("pager").ShouldHaveTold(Firing);

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
    }

    [Fact]
    public async Task Refused_RestartBeforeItIsTold_IsToldByTheNextFailures()
    {
        var engine = await StartFailingAsync();

        _faults.Refuse = null;
        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        await FailAsync(engine);

        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    private static CommitKind? IsAnnouncement(ChangeBatch batch)
    {
        foreach (ref readonly var accepted in batch.Events)
        {
            if (OperatorEvents.IsOne(accepted.Event))
                return CommitKind.Unavailable;
        }

        return null;
    }

    private static string Left(AnnouncedTopic topic)
    {
        var left = string.Empty;
        while (topic.HasNext)
            left += topic.Begin().Status == Firing ? "F" : "R";
        return left;
    }

    private static NotificationEvent Event(bool isBeginning) => OperatorEvents.Create("slack", isConfiguration: false, isBeginning, "-");

    private static async Task FailAsync(EngineHarness engine)
    {
        engine.Channel("slack").Respond(DeliveryResult.Retry("503"));
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
    }

    private static async Task RecoverAsync(EngineHarness engine)
    {
        engine.Channel("slack").Respond(DeliveryResult.Delivered());
        await engine.PublishAsync(Alerts.Message("works"));
    }

    /// <summary>Starts an engine whose channel fails, which nobody can be told.</summary>
    private async Task<EngineHarness> StartFailingAsync()
    {
        ExpectsErrors = true;
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: _faults);
        _faults.Refuse = IsAnnouncement;
        engine.Channel("slack").Respond(DeliveryResult.Retry("503"));
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        return engine;
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("slack").AddRecordingChannel("pager")
        .AddRule("orders", static r => r.OnEvent("order.**").To("slack"))
        .AddRule("operators", static r => r.OnEvent("notifications.channel.*").To("pager"))
        .ConfigureChannel("slack", static c => (c.BreakerFailures, c.DeadlineNormal, c.BaseDelay, c.MaxDelay) = (1000, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1)))
        .ConfigureEngine(static e => e.FailureAlert = new FailureAlertOptions { Failures = 5 });
}
