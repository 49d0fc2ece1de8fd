using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Suppression.Holds;

public sealed class SilenceBookTests : HoldTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Create_StartHasPassed_BeginsNow(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        var silence = await CreateAsync(engine, Silence() with { StartsAt = EngineHarness.DefaultStart.AddDays(-1) });

        silence.Silence.StartsAt.ShouldBe(EngineHarness.DefaultStart);
        (silence.State, silence.IsInForce, silence.IsFixed).ShouldBe((SilenceState.Active, true, false));
    }

    [Fact]
    public async Task Create_Invalid_SaysAllThatIsWrongAtOnce()
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);

        var result = await Silences(engine).CreateAsync(
            new Silence
            {
                AnyOf = [EventSelector.Where("alertname!=x"), EventSelector.When("event.sevrity > 1"), EventSelector.Where("a=~\"(\"")],
                Recurrence = new SilenceRecurrence { Cron = "every day", Duration = TimeSpan.Zero },
            }, default, Cancel);

        result.IsAccepted.ShouldBeFalse();
        result.Error!.Code.ShouldBe(NotificationErrorCode.InvalidRequest);
        foreach (var text in (string[])["AnyOf:0: the selector takes every event", "AnyOf:1:When", "severity", "AnyOf:2:Matchers:0", "Recurrence:Cron", "Recurrence:Duration", "CreatedBy", "Comment"])
            result.Error.Message.ShouldContain(text);
        Silences(engine).List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_WithoutAnyEnd_IsRefused()
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);

        (await Silences(engine).CreateAsync(Silence() with { EndsAt = null }, default, Cancel)).Error!.Message.ShouldContain("would never end");
        (await Silences(engine).CreateAsync(Silence() with { EndsAt = EngineHarness.DefaultStart }, default, Cancel)).Error!.Message.ShouldContain("is not after the start");
    }

    [Fact]
    public async Task Create_TooMany_IsRefused()
    {
        var engine = await StartAsync(StoreMode.Memory, n => Configure(n.ConfigureEngine(e => e.MaxSilences = 2)));
        await CreateAsync(engine, Silence());
        await CreateAsync(engine, Silence());

        (await Silences(engine).CreateAsync(Silence(), default, Cancel)).Error!.Code.ShouldBe(NotificationErrorCode.TooMany);
    }

    [Theory, BothStores]
    public async Task Update_LaterEnd_KeepsTheId(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());

        var result = await Silences(engine).UpdateAsync(silence.Id, Silence() with { EndsAt = EngineHarness.DefaultStart.AddHours(5), Comment = "longer" }, default, Cancel);
        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        (result.Silence!.Id, result.Replaced).ShouldBe((silence.Id, null));
        engine.Channel("pager").ShouldHaveTold();
        await engine.AdvanceAsync(TimeSpan.FromHours(3));
        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    [Theory, BothStores]
    public async Task Update_OtherSelector_EndsTheOldOneAndCreatesAnother(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());

        var result = await Silences(engine).UpdateAsync(silence.Id, Silence("alertname=cpu"), AuditActor.User("bob"), Cancel);
        await engine.WaitForIdleAsync();

        result.Replaced.ShouldBe(silence.Id);
        result.Silence!.Id.ShouldNotBe(silence.Id);
        engine.Channel("pager").ShouldHaveTold(Firing);
        await engine.PublishAsync(Alerts.Firing("cpu"));
        engine.Channel("pager").ShouldHaveTold(Firing);
        Silences(engine).List().Select(static s => s.State).ShouldBe([SilenceState.Active, SilenceState.Expired]);
        var audit = await engine.Services.GetRequiredService<INotificationAudit>().SearchAsync(new AuditSearch(), Cancel);
        audit.Records.Select(static r => (r.Action, r.Actor.Id)).ShouldBe([("silence.ended", "bob"), ("silence.created", "bob"), ("silence.created", "ann")], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Expire_Twice_IsAsOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence() with { StartsAt = EngineHarness.DefaultStart.AddHours(1) });
        silence.State.ShouldBe(SilenceState.Pending);

        await ExpireAsync(engine, silence);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(90));
        await ExpireAsync(engine, silence);

        var ended = Silences(engine).Find(silence.Id)!;
        (ended.State, ended.Silence.StartsAt, ended.Silence.EndsAt).ShouldBe((SilenceState.Expired, EngineHarness.DefaultStart, EngineHarness.DefaultStart));
    }

    [Theory, BothStores]
    public async Task Expired_KeptForItsRetention_ThenForgotten(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence());

        await engine.AdvanceAsync(TimeSpan.FromDays(5));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        Silences(engine).Find(silence.Id).ShouldBeNull();
        (await Silences(engine).ExpireAsync(silence.Id, default, Cancel)).Error!.Code.ShouldBe(NotificationErrorCode.UnknownName);
    }

    [Theory, BothStores]
    public async Task Fixed_IsListedAndNotChanged(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.AddSilence("night", s => s.Where(w => w.WhereLabel("alertname=disk")))));

        Silences(engine).Find("config:night")!.IsFixed.ShouldBeTrue();
        (await Silences(engine).ExpireAsync("config:night", default, Cancel)).Error!.Code.ShouldBe(NotificationErrorCode.InvalidRequest);
        await engine.PublishAsync(Alerts.Firing());
        engine.Channel("pager").ShouldHaveTold();
    }

    [Fact]
    public async Task List_Query_FindsWhatTakesAnEvent()
    {
        var engine = await StartAsync(StoreMode.Memory, Configure);
        var disk = await CreateAsync(engine, Silence());
        await CreateAsync(engine, Silence("alertname=cpu") with { TenantId = "acme", CreatedBy = "bob" });

        Silences(engine).List(new SilenceQuery { Takes = Alerts.Firing() }).Single().Id.ShouldBe(disk.Id);
        Silences(engine).List(new SilenceQuery { CreatedBy = "bob", State = SilenceState.Active, TenantId = "acme" }).Count.ShouldBe(1);
        Silences(engine).List(new SilenceQuery { TenantId = "" }).Single().Id.ShouldBe(disk.Id);
    }

    [Theory, BothStores]
    public async Task Silences_Hundreds_EachHoldsItsOwn(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        List<SilenceInfo> silences = [];
        for (var i = 0; i < 200; i++)
            silences.Add(await CreateAsync(engine, Silence($"alertname=a{i}")));

        await engine.PublishAsync(Alerts.Firing("a7"));
        await engine.PublishAsync(Alerts.Firing("a150"));
        await ExpireAsync(engine, silences[150]);
        await engine.PublishAsync(Alerts.Firing("a150"));
        await engine.PublishAsync(Alerts.Firing("b"));

        engine.Channel("pager").Deliveries.Select(static d => d.Event.Labels["alertname"]).ShouldBe(["a150", "a150", "b"]);
        Silences(engine).Find(silences[7].Id)!.Holding.ShouldBe(1);
    }

    private static void Configure(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRule("alerts", r => r.OnEvent("incident.*").To("pager"));
}
