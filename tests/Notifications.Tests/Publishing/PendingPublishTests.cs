using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage.Disk;
using Notifications.Storage.Journal;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

/// <summary>Publishing on a store that answers later.</summary>
public sealed class PendingPublishTests
{
    private readonly SimulatedDisk _disk = new(2);

    [Fact]
    public async Task PublishAsync_CallerBlocksOnTheResult_GetsIt()
    {
        await using var engine = await StartAsync();

#pragma warning disable CA2012, xUnit1031 // This is what hosts do that have no async way.
        var result = await Task.Run(() => engine.Publisher.PublishAsync(Alerts.Message(), TestContext.Current.CancellationToken).GetAwaiter().GetResult(), TestContext.Current.CancellationToken);
#pragma warning restore CA2012, xUnit1031

        result.Kind.ShouldBe(PublishKind.Accepted);
        await engine.WaitForIdleAsync();
        engine.Channel("mail").ShouldHaveDelivered(1);
    }

    [Fact]
    public async Task PublishAsync_CallerBlocksItsThreadAfterTheAnswer_OthersAreAnswered()
    {
        const int Callers = 200;
        await using var engine = await StartAsync();
        using var release = new ManualResetEventSlim();
        var answered = 0;
        var callers = Enumerable.Range(0, Callers).Select(i => Task.Run(async () =>
        {
            await engine.Publisher.PublishAsync(Alerts.Message($"order {i}"));
            if (Interlocked.Increment(ref answered) == Callers)
                release.Set();
            else if (i % 50 == 0)
                release.Wait(TestContext.Current.CancellationToken);
        })).ToArray();

        await Task.WhenAll(callers);

        answered.ShouldBe(Callers);
        await engine.WaitForIdleAsync();
    }

    [Fact]
    public async Task PublishAsync_DiskFails_IsRefusedAndAccountedFor()
    {
        await using var engine = await StartAsync();
        _disk.Fault = static (_, operation) => operation == DiskOperation.Flush ? 5 : 0;

        var result = await engine.Publisher.PublishAsync(Alerts.Firing(), TestContext.Current.CancellationToken);

        result.Error!.Code.ShouldBe(NotificationErrorCode.StoreUnavailable);
        engine.Statistics.Refused.ShouldBe(1);
        _disk.Fault = null;

        // A disk that failed is not a full one: what is kept ahead could not be written, and keeps nothing from being taken.
        await engine.AdvanceAsync(TimeSpan.FromSeconds(2));
        var again = await engine.PublishAsync(Alerts.Firing());

        again.IsAccepted.ShouldBeTrue($"{again.Error}");
        engine.AssertAccounting();
    }

    private async Task<EngineHarness> StartAsync() => await EngineHarness.StartAsync(
        static n => n.AddRecordingChannel("mail").AddRule("all", static r => r.OnEvent("**").To("mail")),
        services: null,
        start: null,
        clock => JournalBench.Create(_disk, clock, new Notifications.Hosting.RecordDecoder(), static o => o.SegmentSize = 64 * 1024));
}
