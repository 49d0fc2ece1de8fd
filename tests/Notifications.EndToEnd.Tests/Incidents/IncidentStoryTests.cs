using System.Text.Json;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.EndToEnd.Tests.Incidents;

/// <summary>One incident on four channels at once, while every provider fails in its own way.</summary>
public sealed class IncidentStoryTests
{
    private const string Notes = "Service restarted";
    private static readonly string[] Told = ["incident.detected", "incident.triaged", "incident.investigating", "incident.remediating", "incident.resolved"];
    private static readonly string[] Channels = ["slack", "pager", "email", "hook"];
    private static readonly string[][] Faults = [["throttle"], ["fail", "fail"], ["hang"], []];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SixStates_WithEveryKindOfFailure_AreToldInOrderEverywhere(bool onJournal)
    {
        var journal = onJournal ? Directory.CreateTempSubdirectory("incidents").FullName : null;
        try
        {
            await using var all = await FourProviders.StartAsync(journal);
            foreach (var state in Enum.GetValues<IncidentState>())
            {
                // Each channel has each kind of trouble at another state.
                for (var i = 0; i < Channels.Length; i++)
                    all.Break(Channels[i], Faults[((int)state + i) % Faults.Length]);
                (await all.PublishAsync(At(state))).Kind.ShouldBe(PublishKind.Accepted);
                await all.SettleAsync();
                if (state == IncidentState.Resolved)
                    break;
            }

            CheckPagerDuty(all);
            CheckSlack(all);
            CheckMail(all);
            CheckHook(all);

            // Closed is no news where the end was told.
            await all.PublishAsync(At(IncidentState.Closed));
            await all.SettleAsync();
            (all.Mails.Length, all.Hook.Taken.Count, all.PagerDuty.Alerts.Length).ShouldBe((5, 5, 1));

            // Once more is no news either.
            (await all.PublishAsync(At(IncidentState.Detected))).Kind.ShouldBe(PublishKind.Duplicate);
            var statistics = all.Engine.GetStatistics();
            (statistics.Delivered + statistics.Sent, statistics.DeadLettered, statistics.Rejected).ShouldBe((20, 0, 0));
        }
        finally
        {
            if (journal is not null)
                Directory.Delete(journal, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SixStates_PublishedAtOnceAmongFailures_EndResolvedWhereverTheyBegan(int seed)
    {
        var random = new Random(seed);
        await using var all = await FourProviders.StartAsync();
        foreach (var channel in Channels)
        {
            for (var i = 0; i < 4; i++)
                all.Break(channel, Faults[random.Next(3)]);
        }

        foreach (var state in Enum.GetValues<IncidentState>())
            (await all.PublishAsync(At(state))).IsAccepted.ShouldBeTrue();
        await all.SettleAsync();

        all.PagerDuty.Errors.ShouldBeEmpty();
        all.PagerDuty.Events.ShouldAllBe(static e => e.GetProperty("dedup_key").GetString() == "4711");
        all.PagerDuty.Alerts.ShouldAllBe(static a => a.State == "resolved");
        InOrder(all.Hook.Taken.Select(static r => r.Json.GetProperty("type").GetString()!));
        InOrder(all.Mails.Select(static m => Told.Single(type => m.Contains($"\nType: {type}", StringComparison.Ordinal))));
        all.Slack.Problems.ShouldBeEmpty();
        if (all.Slack.Messages.Count > 0)
            all.Slack.Messages[0].Json.ShouldContain("resolved");
    }

    private static Outage At(IncidentState state) => new("4711", state, (int)state, "API Gateway Down")
    {
        ResolvedBy = state >= IncidentState.Resolved ? "oncall@example.com" : null,
        Notes = state >= IncidentState.Resolved ? Notes : null,
    };

    private static void CheckPagerDuty(FourProviders all)
    {
        all.PagerDuty.Errors.ShouldBeEmpty();
        var alert = all.PagerDuty.Alerts.ShouldHaveSingleItem();
        (alert.DedupKey, alert.RoutingKey, alert.State).ShouldBe(("4711", FakePagerDuty.Key, "resolved"));
        Changes(alert.Log).ShouldBe(["trigger", "acknowledge", "resolve"]);
        var payload = all.PagerDuty.Events.Last().GetProperty("payload");
        payload.GetProperty("severity").GetString().ShouldBe("critical");
        CheckResolution(payload.GetProperty("custom_details").GetProperty("data"));
    }

    private static void CheckSlack(FourProviders all)
    {
        all.Slack.Problems.ShouldBeEmpty();
        var first = all.Slack.Messages.Where(static m => m.ThreadTs is null).ShouldHaveSingleItem();
        first.Edits.ShouldBe(3);
        first.Json.ShouldContain("resolved");
        first.Json.ShouldContain(Notes);
        all.Slack.Messages.Where(static m => m.ThreadTs is not null).ShouldAllBe(m => m.ThreadTs == first.Ts);
    }

    private static void CheckMail(FourProviders all)
    {
        var mails = all.Mails;
        mails.Length.ShouldBe(5);
        for (var i = 0; i < mails.Length; i++)
            mails[i].ShouldContain($"Type: {Told[i]}");
        mails.Skip(1).ShouldAllBe(mail => FourProviders.Header(mail, "References")!.Contains(FourProviders.Header(mails[0], "References") ?? "<"));
        mails[^1].ShouldContain(Notes);
    }

    private static void CheckHook(FourProviders all)
    {
        var taken = all.Hook.Taken;
        taken.Select(static r => r.Json.GetProperty("type").GetString()).ShouldBe(Told);
        taken.ShouldAllBe(static r => r.Json.GetProperty("correlationKey").GetString() == "4711");
        CheckResolution(taken[^1].Json.GetProperty("data"));

        // One id for all attempts of a delivery, another one for each delivery.
        taken.Select(static r => r.Headers["webhook-id"]).ShouldBeUnique();
        all.Hook.Requests.Select(static r => r.Headers["webhook-id"]).Distinct().Count().ShouldBe(Told.Length);
    }

    private static void CheckResolution(JsonElement data)
    {
        data.GetProperty("resolvedBy").GetString().ShouldBe("oncall@example.com");
        data.GetProperty("method").GetString().ShouldBe("Manual");
        data.GetProperty("resolution").GetString().ShouldBe(Notes);
        data.GetProperty("version").GetInt32().ShouldBe((int)IncidentState.Resolved);
    }

    private static void InOrder(IEnumerable<string> types)
    {
        var places = types.Select(static type => Array.IndexOf(Told, type)).ToArray();
        places.ShouldBe(places.Order());
        if (places.Length > 0)
            places[^1].ShouldBe(Told.Length - 1);
    }

    private static IEnumerable<string> Changes(IReadOnlyList<string> log) => log.Where((action, i) => i == 0 || log[i - 1] != action);
}
