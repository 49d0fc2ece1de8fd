using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

public sealed class AuditTests : EngineTest
{
    public static TheoryData<AuditRecord, NotificationErrorCode, string> Refused { get; } = new()
    {
        { new() { Action = " " }, NotificationErrorCode.InvalidAttribute, "delivery.retried" },
        { new() { Action = new('a', 129) }, NotificationErrorCode.InvalidAttribute, "at most 128" },
        { new() { Action = "a\u0000" }, NotificationErrorCode.InvalidAttribute, "U+0000" },
        { new() { Action = "a", Actor = new((AuditActorKind)9, null) }, NotificationErrorCode.InvalidAttribute, "Actor.Kind" },
        { new() { Action = "a", Actor = AuditActor.User(new('u', 257)) }, NotificationErrorCode.InvalidAttribute, "Actor.Id" },
        { new() { Action = "a", Target = new('t', 513) }, NotificationErrorCode.InvalidAttribute, "Target" },
        { new() { Action = "a", Details = new('d', 4097) }, NotificationErrorCode.InvalidAttribute, "Details" },
        { new() { Action = "a", Details = "half \ud800" }, NotificationErrorCode.InvalidAttribute, "surrogate" },
        { new() { Action = "a", TraceId = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }, NotificationErrorCode.InvalidAttribute, "32 hexadecimal digits" },
        { new() { Action = "a", Before = EventData.FromJson("{") }, NotificationErrorCode.InvalidData, "Before is no JSON" },
        { new() { Action = "a", After = EventData.FromJson($"\"{new string('x', 65_536)}\"") }, NotificationErrorCode.TooLarge, "After" },
    };

    [Theory, BothStores]
    public async Task Record_AnAction_IsFoundWithItsIdTimeAndTrace(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"));
        using var activity = new Activity("admin").SetIdFormat(ActivityIdFormat.W3C).Start();

        var result = await Audit(engine).RecordAsync(new AuditRecord { Action = "rule.changed", Actor = AuditActor.User("anna"), Id = new NotificationId(5, 5) });

        result.IsRecorded.ShouldBeTrue();
        var record = (await Audit(engine).SearchAsync(new AuditSearch { ActorId = "anna" })).Records.ShouldHaveSingleItem();
        (record.Id, record.At, record.TraceId).ShouldBe((result.Id, engine.Clock.GetUtcNow(), activity.TraceId.ToHexString()));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Record_NotAllowed_IsRefusedWithTheFix(AuditRecord record, NotificationErrorCode code, string text)
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail"));

        var result = await Audit(engine).RecordAsync(record);

        result.Error.ShouldNotBeNull().Code.ShouldBe(code);
        result.Error.Message.ShouldContain(text);
        (await Audit(engine).SearchAsync(new AuditSearch())).Records.ShouldBeEmpty();
    }

    [Theory, BothStores]
    public async Task Search_Pages_NeitherSkipNorRepeatWhileNewOnesCome(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"));
        for (var i = 0; i < 7; i++)
            await Audit(engine).RecordAsync(new AuditRecord { Action = $"a{i}" });
        var search = new AuditSearch { PageSize = 3 };
        List<string> seen = [];

        do
        {
            var page = await Audit(engine).SearchAsync(search);
            seen.AddRange(page.Records.Select(r => r.Action));
            search = search with { Cursor = page.NextCursor };
            await Audit(engine).RecordAsync(new AuditRecord { Action = "new" });
        }
        while (search.Cursor is not null);

        seen.ShouldBe(["a6", "a5", "a4", "a3", "a2", "a1", "a0"]);
    }

    [Fact]
    public async Task Search_CursorOfAnotherSearch_IsATypedError()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail"));
        for (var i = 0; i < 3; i++)
            await Audit(engine).RecordAsync(new AuditRecord { Action = "a" });
        var cursor = (await Audit(engine).SearchAsync(new AuditSearch { PageSize = 1 })).NextCursor.ShouldNotBeNull();

        foreach (var search in new AuditSearch[]
        {
            new() { Cursor = cursor, TenantId = "acme" }, new() { Cursor = "" }, new() { Cursor = "žluť" }, new() { Cursor = new string('A', cursor.Length) },
            new() { Cursor = (cursor[0] == 'B' ? 'C' : 'B') + cursor[1..] },
        })
            (await Audit(engine).SearchAsync(search)).Error.ShouldNotBeNull().Code.ShouldBe(NotificationErrorCode.InvalidCursor);
        (await Audit(engine).SearchAsync(new AuditSearch { PageSize = 501 })).Error.ShouldNotBeNull().Code.ShouldBe(NotificationErrorCode.InvalidSearch);
    }

    [Fact]
    public async Task Record_ObserverThrows_OthersAreToldAndItIsLogged()
    {
        var observer = new Collector();
        ExpectsErrors = true;
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail"), s => s
            .AddSingleton<IAuditObserver>(new Thrower()).AddSingleton<IAuditObserver>(observer));

        (await Audit(engine).RecordAsync(new AuditRecord { Action = "a" })).IsRecorded.ShouldBeTrue();

        observer.Records.ShouldHaveSingleItem().Action.ShouldBe("a");
        engine.Errors.ShouldContain(e => e.Contains("Thrower", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Record_MoreThanTheBound_KeepsTheNewest()
    {
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").ConfigureEngine(e => e.AuditCapacity = 2));

        for (var i = 0; i < 5; i++)
            await Audit(engine).RecordAsync(new AuditRecord { Action = $"a{i}" });

        (await Audit(engine).SearchAsync(new AuditSearch())).Records.Select(r => r.Action).ShouldBe(["a4", "a3"]);
        engine.Statistics.AuditEvicted.ShouldBe(3);
    }

    private static INotificationAudit Audit(EngineHarness engine) => engine.Services.GetRequiredService<INotificationAudit>();

    private sealed class Thrower : IAuditObserver
    {
        public void OnRecorded(AuditRecord record) => throw new InvalidOperationException("full");
    }

    private sealed class Collector : IAuditObserver
    {
        public List<AuditRecord> Records { get; } = [];

        public void OnRecorded(AuditRecord record) => Records.Add(record);
    }
}
