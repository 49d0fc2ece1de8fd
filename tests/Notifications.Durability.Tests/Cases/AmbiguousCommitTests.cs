using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage.Disk;
using Notifications.Testing;

namespace Notifications.Durability.Cases;

/// <summary>The answer of a commit does not come, or says that it failed, and nobody knows what the disk has.</summary>
public sealed class AmbiguousCommitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AmbiguousCommit_TheDiskFailsWithinItAndTheProcessEnds_RepeatedWithItsKeyItIsSentOnce(bool losesPower)
    {
        // At each operation of the disk from the first on: before the write, between write and flush, while it is written elsewhere.
        for (var at = 1; at <= 14; at++)
        {
            await using var engine = await StartAsync();
            var first = engine.Disk.Operations + at;
            engine.Disk.Fault = (number, _) => number >= first ? 5 : 0;
            var publish = Alerts.Message("order 1") with { Id = "order-1", IdempotencyKey = "order-1" };
            var before = await engine.Harness.Publisher.PublishAsync(publish, TestContext.Current.CancellationToken);

            await engine.RestartAsync(losesPower);
            var after = await engine.Harness.PublishAsync(publish);

            after.IsAccepted.ShouldBeTrue($"operation {at}: {after.Error}");
            if (before.IsAccepted)
                after.Kind.ShouldBe(PublishKind.Duplicate, $"operation {at} lost what was acknowledged");
            var keys = engine.Harness.Channel("mail").Attempts.Select(static a => a.Message.IdempotencyKey).Distinct().ToList();
            keys.Count.ShouldBe(1, $"operation {at}: an idempotent provider would send it twice");
            engine.Harness.AssertAccounting();
        }
    }

    [Fact]
    public async Task AmbiguousCommit_TheCallerGivesUpWaiting_WhatWasCommittedIsSentOnce()
    {
        await using var engine = await StartAsync();
        using var impatient = new CancellationTokenSource();
        var publish = Alerts.Message("order 1") with { Id = "order-1", IdempotencyKey = "order-1" };

        // The token ends the wait for room only: what is on its way to the disk has an answer.
        engine.Disk.Fault = (_, operation) =>
        {
            if (operation == DiskOperation.Flush)
                impatient.Cancel();
            return 0;
        };
        var result = await engine.Harness.Publisher.PublishAsync(publish, impatient.Token);
        engine.Disk.Fault = null;
        await engine.RestartAsync(losesPower: true);

        result.Kind.ShouldBe(PublishKind.Accepted);
        (await engine.Harness.PublishAsync(publish)).Kind.ShouldBe(PublishKind.Duplicate);
        engine.Harness.Channel("mail").Attempts.Select(static a => a.Message.IdempotencyKey).Distinct().Count().ShouldBe(1);
    }

    private static Task<JournaledEngine> StartAsync() =>
        JournaledEngine.StartAsync(static n => n.AddRecordingChannel("mail").AddRule("all", static r => r.OnEvent("**").To("mail")));
}
