namespace Notifications.Properties;

/// <summary>Truthful status: what a destination is told of a thing is never older than what it was told before, and what was begun is ended.</summary>
internal static class Truth
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public static void NeverABeginningAfterItsEnd(Call[] calls)
    {
        foreach (var chain in Chains(calls))
        {
            var newestEnd = 0;
            foreach (var call in chain)
            {
                if (call.IsEnd)
                    newestEnd = Math.Max(newestEnd, call.Order);
                else if (call.IsBeginning)
                    call.Order.ShouldBeGreaterThan(newestEnd, $"a beginning after its newer end: {call}");
            }
        }
    }

    public static void EveryBeginningHasItsEnd(Call[] calls, Journal journal)
    {
        foreach (var chain in Chains(calls))
        {
            var told = chain.LastOrDefault(static c => c.IsTold && (c.IsBeginning || c.IsEnd));
            if (told is null || told.IsEnd)
                continue;
            var last = journal.Events.Last(e => e.Result.IsAccepted && e.Event.Status != NotificationStatus.None && Key(e.Event) == Host(told));
            if (last.Event.Status != NotificationStatus.Resolved)
                continue;
            var failed = chain.Any(c => c.IsEnd && c.Order > told.Order && c.Result is DeliveryResultKind.Rejected or DeliveryResultKind.Unknown or DeliveryResultKind.Retry);
            failed.ShouldBeTrue($"told, but never its end ({last.Event.Id}): {told}");
        }
    }

    public static void NoEndTwice(Call[] calls)
    {
        foreach (var chain in Chains(calls))
        {
            Call? end = null;
            foreach (var call in chain)
            {
                if (call.IsBeginning)
                    end = null;
                else if (call.IsEnd && call.IsTold)
                {
                    (end is null || call.At - end.At >= Remembered || call.Message.DeliveryId == end.Message.DeliveryId).ShouldBeTrue($"the end was told twice: {end} and {call}");
                    end = call;
                }
            }
        }
    }

    /// <summary>Whatever held it back meanwhile: when all silences are over and all that inhibits has ended, what still fires was told, or at least tried.</summary>
    public static void WhatFiresWasTold(Call[] calls, Journal journal)
    {
        foreach (var thing in journal.Events.Where(static e => e.Result.IsAccepted && e.Event.Status != NotificationStatus.None && Key(e.Event) is not null).GroupBy(static e => Key(e.Event)))
        {
            var events = thing.ToArray();
            if (events[^1].Event.Status == NotificationStatus.Resolved)
                continue;
            var ended = Array.FindLastIndex(events, static e => e.Event.Status == NotificationStatus.Resolved);
            var since = ended < 0 ? 0 : Order(events[ended].Event);
            var chain = calls.Where(c => c.Channel == "a" && (c.IsBeginning || c.IsEnd) && Host(c) == thing.Key).ToArray();

            // Where the end did not arrive, the destination believes that it fires, which is true again.
            (chain.Any(c => c.IsBeginning && c.Order > since) || chain.LastOrDefault(static c => c.IsTold) is { IsBeginning: true }).ShouldBeTrue($"{thing.Key} fires, and nobody was told");
        }
    }

    private static int Order(NotificationEvent e) => int.Parse(e.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Call[]> Chains(Call[] calls) =>
        calls.Where(static c => c.Message.Status != NotificationStatus.None).GroupBy(static c => $"{c.Channel}|{c.Message.Destination}|{Host(c)}").Select(static g => g.ToArray());

    private static string? Host(Call call) => Key(call.Message.Event);

    // An exercise about a host is not the host.
    private static string? Key(NotificationEvent e) => e.Labels.GetValueOrDefault("host") is { } host && e.Drill ? "drill " + host : e.Labels.GetValueOrDefault("host");
}
