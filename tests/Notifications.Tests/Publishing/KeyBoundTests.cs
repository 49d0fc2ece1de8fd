using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage.Disk;
using Notifications.Simulation;
using Notifications.Storage;
using Notifications.Storage.Journal;
using Notifications.Telemetry;
using Notifications.Testing;
using Notifications.Tests.Http;

namespace Notifications.Tests.Publishing;

/// <summary>More idempotency keys than the store remembers.</summary>
public sealed class KeyBoundTests
{
    private const int Capacity = 3;
    private readonly SimulatedDisk _disk = new(2);

    [Theory]
    [InlineData(StoreMode.Memory)]
    [InlineData(StoreMode.Journal)]
    public async Task PublishAsync_MoreKeysThanTheStoreRemembers_AreCountedAndLoggedOnceAMinute(StoreMode mode)
    {
        using var log = new LogRecorder();
        await using var engine = await StartAsync(mode, log);
        for (var i = 0; i < Capacity + 2; i++)
            (await PublishAsync(engine, i)).Kind.ShouldBe(PublishKind.Accepted);

        engine.Statistics.KeysEvicted.ShouldBe(2);
        ReadForgotten(engine).ShouldBe(2);
        (await PublishAsync(engine, 4)).Kind.ShouldBe(PublishKind.Duplicate);
        (await PublishAsync(engine, 0)).Kind.ShouldBe(PublishKind.Accepted, "it was forgotten");
        Said(log).ShouldBeEmpty("a minute has not passed since it was looked");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        await PublishAsync(engine, 5);
        await PublishAsync(engine, 6);

        Said(log).ShouldHaveSingleItem().ShouldContain("4 idempotency keys");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        await PublishAsync(engine, 7);
        Said(log).Count.ShouldBe(2);
        engine.AssertAccounting();
    }

    [Theory]
    [InlineData(StoreMode.Memory)]
    [InlineData(StoreMode.Journal)]
    public async Task PublishAsync_KeysExpire_NothingIsCounted(StoreMode mode)
    {
        using var log = new LogRecorder();
        await using var engine = await StartAsync(mode, log);
        for (var i = 0; i < Capacity * 3; i++)
        {
            (await PublishAsync(engine, i)).Kind.ShouldBe(PublishKind.Accepted);
            await engine.AdvanceAsync(TimeSpan.FromHours(12));
        }

        engine.Statistics.KeysEvicted.ShouldBe(0);
        Said(log).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restart_KeysWereForgottenBefore_AreNotCountedAgain()
    {
        using var log = new LogRecorder();
        await using var engine = await StartAsync(StoreMode.Journal, log);
        for (var i = 0; i < Capacity + 2; i++)
            await PublishAsync(engine, i);

        await engine.RestartAsync(() => Journal(_disk.Kill(), engine.Clock));

        engine.Statistics.KeysEvicted.ShouldBe(0);
        (await PublishAsync(engine, 4)).Kind.ShouldBe(PublishKind.Duplicate);
    }

    private static JournalStore Journal(SimulatedDisk disk, TimeProvider clock) =>
        JournalBench.Create(disk, clock, new Notifications.Hosting.RecordDecoder(), static o => (o.SegmentSize, o.KeyCapacity) = (64 * 1024, Capacity));

    private static ValueTask<PublishResult> PublishAsync(EngineHarness engine, int key) => engine.PublishAsync(Alerts.Message() with { IdempotencyKey = $"k{key}" });

    private static List<string> Said(LogRecorder log) => [.. log.Lines.Where(static l => l.StartsWith("1028 ", StringComparison.Ordinal))];

    private static long ReadForgotten(EngineHarness engine)
    {
        var meters = engine.Services.GetRequiredService<IMeterFactory>();
        long read = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name == MetricNames.KeysForgotten)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => read = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }

    private async Task<EngineHarness> StartAsync(StoreMode mode, LogRecorder log) => await EngineHarness.StartAsync(
        static n => n.AddRecordingChannel("mail").AddRule("all", static r => r.OnEvent("**").To("mail")),
        s => s.AddSingleton<ILoggerProvider>(log),
        start: null,
        clock => mode == StoreMode.Memory ? new InMemoryStore(clock, keyCapacity: Capacity) : Journal(_disk, clock));
}
