using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Storage.Disk;
using Notifications.Storage.Journal;
using Notifications.Testing;

namespace Notifications.Storage;

public sealed class JournalReserveTests
{
    [Fact]
    public async Task Disk_FullOfWorkThatDeadLetters_HasRoomForEveryLetter()
    {
        var disk = new SimulatedDisk(4) { Capacity = 3 * 1024 * 1024 };
        JournalStore store = null!;
        await using var engine = await EngineHarness.StartAsync(
            static n => n.AddRecordingChannel("mail").AddRule("all", static r => r.OnEvent("**").To("mail")),
            services: null,
            start: null,
            clock => store = JournalBench.Create(disk, clock, new Notifications.Hosting.RecordDecoder(), static o => o.SegmentSize = 128 * 1024, historyCapacity: 10));
        engine.Channel("mail").Respond(DeliveryResult.Throttled(TimeSpan.FromMinutes(1)));
        var accepted = 0;
        PublishResult result;
        do
        {
            result = await engine.PublishAsync(new NotificationEvent { Type = "t", Subject = new string('x', 900), Data = EventData.FromJson($"{{\"text\":\"{new string('y', 7_000)}\"}}") });
            accepted += result.IsAccepted ? 1 : 0;
        }
        while (result.IsAccepted && accepted < 1_000);

        result.Error!.Code.ShouldBe(NotificationErrorCode.StoreFull);
        accepted.ShouldBeGreaterThan(50);
        engine.Channel("mail").Respond(DeliveryResult.Rejected(RejectionKind.Content, "too long"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Statistics.Rejected.ShouldBe(accepted);
        engine.Statistics.Pending.ShouldBe(0);
        engine.Internals.Context.Unrecorded.ShouldBe(0);
        engine.Internals.Context.DeadLetters.Count.ShouldBe(accepted);
        store.ReadFigures()!.Value.HasFailed.ShouldBeFalse();
        await store.DisposeAsync();
    }
}
