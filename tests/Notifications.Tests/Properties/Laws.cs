using Notifications.Tracking;

namespace Notifications.Properties;

/// <summary>What must hold whatever happens.</summary>
internal static class Laws
{
    public static void HoldNow(World world, Journal journal)
    {
        Accounting(world, journal);
        Call[] calls;
        lock (world.Calls)
            calls = [.. world.Calls];
        Truth.NeverABeginningAfterItsEnd(calls);
        OneAtATimeAndInOrder(calls, journal);
        NothingTwice(calls);
        Cancelled(calls, journal);
    }

    public static void HoldAtEnd(World world, Journal journal, Program program)
    {
        var calls = world.Calls.ToArray();
        var statistics = world.Handle.GetStatistics();
        (statistics.PendingMatches + (statistics.Drills?.PendingMatches ?? 0)).ShouldBe(0, "what was held was told, or needs no telling");
        Truth.EveryBeginningHasItsEnd(calls, journal);
        Truth.NoEndTwice(calls);
        if (!program.DropsOverLimit)
            Truth.WhatFiresWasTold(calls, journal);
        Counted(calls, journal, "notes", "note.");
        Counted(calls, journal, "batch", "batch.");

        // A limit counts deliveries, not their attempts: one whose outcome was not stored before a crash is sent again.
        var limited = calls.Where(static c => c.Channel == "limited").DistinctBy(static c => c.Message.DeliveryId.Value).ToArray();
        Limited(limited, "limited", 2, TimeSpan.FromSeconds(10));
        if (program.HasRate)
            Limited([.. calls.Where(static c => c.Channel == "b")], "b", 2, TimeSpan.FromSeconds(1.5));
        limited.Length.ShouldBe(journal.Events.Count(static e => e.Event.Type == "limited.x" && e.Result.IsAccepted), "deferred is not dropped");
        foreach (var request in journal.Requests)
        {
            var sent = calls.Where(c => c.Message.Event.Id == request.Id).ToArray();
            (sent.Length > 0 || request.Cancelled is { Cancelled: 1 } || (program.HasLimit && program.DropsOverLimit)).ShouldBeTrue($"request {request.Id} was never sent");
            sent.ShouldAllBe(c => request.DueAt == null || c.At >= request.DueAt, "nothing goes out before its time");
        }
    }

    private static void Accounting(World world, Journal journal)
    {
        var s = world.Handle.GetStatistics();
        (s.Published + (s.Drills?.Published ?? 0)).ShouldBe(journal.SinceRestart, "every publish is counted");
        if (s.Drills is { } drills)
            Accounting(drills);
        Accounting(s);
    }

    private static void Accounting(NotificationStatistics s)
    {
        (s.Refused + s.Duplicate + s.Accepted).ShouldBe(s.Published, "law of events");
        (s.Notified + s.Merged + s.Suppressed + s.PendingMatches).ShouldBe(s.Matched, "law of matches");
        (s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending).ShouldBe(s.Created, "law of deliveries");
    }

    private static void OneAtATimeAndInOrder(Call[] calls, Journal journal)
    {
        foreach (var chain in calls.Where(static c => c.Key is not null).GroupBy(static c => c.Chain))
        {
            long newest = 0;
            Call? before = null;
            foreach (var call in chain)
            {
                var id = call.Message.DeliveryId.Value;
                (id >= newest || journal.SentAgain.Contains(id)).ShouldBeTrue($"an older message after a newer one: {call}");
                newest = Math.Max(newest, id);
                (before is null || before.Result is not null || before.Incarnation != call.Incarnation).ShouldBeTrue($"two at a time: {call}");
                before = call;
            }
        }
    }

    private static void NothingTwice(Call[] calls)
    {
        foreach (var delivery in calls.GroupBy(static c => c.Message.DeliveryId.Value))
        {
            var attempts = delivery.ToArray();
            for (var i = 1; i < attempts.Length; i++)
            {
                var before = attempts[i - 1];
                var isSame = before.Incarnation == attempts[i].Incarnation;
                (before.Result is DeliveryResultKind.Retry or DeliveryResultKind.Unknown or DeliveryResultKind.Throttled || before.HasLeft || !isSame)
                    .ShouldBeTrue($"sent again without a reason: {attempts[i]}");

                // Who has it never gets it again, unless what the provider said of it was lost with the process.
                var isForSome = before.Message.OnlyFor is not null || (before.IsTold && before.HasLeft);
                (attempts[i].Message.OnlyFor is ["r2"] || (attempts[i].Message.OnlyFor is null && (!isForSome || (!isSame && before.Message.OnlyFor is null))))
                    .ShouldBeTrue($"not for those who are left: {attempts[i]}");
                attempts[i].Message.IdempotencyKey.ShouldBe(before.Message.IdempotencyKey);
                attempts[i].Message.Content.ShouldBe(before.Message.Content);
            }
        }
    }

    private static void Cancelled(Call[] calls, Journal journal)
    {
        foreach (var request in journal.Requests)
        {
            if (request.Cancelled is not { } result)
                continue;
            (result.Cancelled + result.TooLate).ShouldBeLessThanOrEqualTo(1, "each is one or the other");
            if (result == default)
                continue;
            if (result.Cancelled == 1)
                calls.ShouldNotContain(c => c.Message.Event.Id == request.Id && c.Index >= request.CallsBefore, "what is cancelled is never sent");
            else
                calls.ShouldContain(c => c.Message.Event.Id == request.Id && c.Index < request.CallsBefore, "what is too late had begun");
        }
    }

    private static void Counted(Call[] calls, Journal journal, string channel, string type) =>
        calls.Where(c => c.Channel == channel && c.Message.Rule is not null).DistinctBy(static c => c.Message.DeliveryId.Value).Sum(static c => c.Message.Aggregate?.Count ?? 1)
            .ShouldBe(journal.Events.Count(e => e.Result.Kind == PublishKind.Accepted && e.Event.Type.StartsWith(type, StringComparison.Ordinal)), $"{channel} counts everything");

    private static void Limited(Call[] calls, string channel, int burst, TimeSpan interval)
    {
        foreach (var run in calls.Where(c => c.Channel == channel).GroupBy(c => channel == "b" ? c.Incarnation : 0))
        {
            var sent = run.ToArray();
            for (var from = 0; from < sent.Length; from++)
            {
                for (var to = from; to < sent.Length; to++)
                    (to - from + 1).ShouldBeLessThanOrEqualTo(burst + (int)((sent[to].At - sent[from].At) / interval), $"limit of {channel} between {sent[from]} and {sent[to]}");
            }
        }
    }
}
