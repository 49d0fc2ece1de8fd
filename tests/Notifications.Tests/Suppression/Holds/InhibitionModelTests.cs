using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;
using Notifications.Tests.Suppression.Holds.Model;

namespace Notifications.Tests.Suppression.Holds;

/// <summary>Random alerts, in any order, against a naive model of Alertmanager's inhibition: who is told, and when, is the same.</summary>
public sealed class InhibitionModelTests : HoldTest
{
    private static readonly string[] Names = ["down", "disk", "cpu", "info"];
    private static readonly string[] Zones = ["a", "b", ""];

    private static readonly ModelInhibition[] Model =
    [
        new([a => a.Label("alertname") == "down"], a => a.Label("alertname") != "down", [("zone", "zone")]),
        new([a => a.Label("alertname") is "disk" or "cpu"], a => a.Label("alertname") is "cpu" or "info", [("zone", "zone")]),
        new([a => a.Label("alertname") == "disk", a => a.Label("node") == "n1"], a => a.Label("alertname") == "info", [("node", "host")]),
    ];

    [Fact]
    public void Inhibition_AnyAlerts_IsThatOfTheModel() =>
        Prop.ForAll(Programs, steps => HoldsAsync(steps, StoreMode.Memory).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261121UL, 7));

    [Fact]
    public void Inhibition_AnyAlertsWithRestarts_IsThatOfTheModel() =>
        Prop.ForAll(Programs, steps => HoldsAsync(steps, StoreMode.RoundTrip).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261121UL, 7));

    private static Arbitrary<int[]> Programs => Gen.Choose(0, 4 * 3 * 2 * 2 * 3 - 1).ArrayOf(40).ToArbitrary();

    private async Task<bool> HoldsAsync(int[] steps, StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        Dictionary<string, ModelAlert> firing = [];
        HashSet<string> told = [];
        for (var i = 0; i < steps.Length; i++)
        {
            var (alert, fires) = Decode(steps[i]);

            // The end of what was never heard of is told, in doubt: that is no matter of inhibition.
            if (!fires && !firing.ContainsKey(alert.Key))
                continue;
            var text = string.Join(' ', alert.Labels.Select(static l => $"{l.Key}={l.Value}"));
            var seen = engine.Channel("pager").Deliveries.Count;
            if (fires)
                firing[alert.Key] = alert;
            else
                firing.Remove(alert.Key);
            await engine.PublishAsync(Alert(fires ? Firing : Resolved, text, id: $"{i}"));
            var heard = engine.Channel("pager").Deliveries.Skip(seen).Select(static d => $"{d.Status} {Key(d.Event.Labels)}").Order(StringComparer.Ordinal);
            heard.ShouldBe(Expected(alert, fires, firing, told).Order(StringComparer.Ordinal), $"step {i}: {(fires ? "firing" : "resolved")} {text}");
        }

        engine.AssertAccounting();
        return true;
    }

    /// <summary>Those who are free and were not told are told; who was told hears the end; and a repeat of what is free is told again, as no rule debounces here.</summary>
    private static List<string> Expected(ModelAlert alert, bool fires, Dictionary<string, ModelAlert> firing, HashSet<string> told)
    {
        List<string> expected = [];
        if (!fires && told.Remove(alert.Key))
            expected.Add($"Resolved {alert.Key}");
        foreach (var one in firing.Values)
        {
            if (Array.Exists(Model, m => m.Holds(one, firing.Values)))
                continue;
            if (told.Add(one.Key) || (fires && one.Key == alert.Key))
                expected.Add($"Firing {one.Key}");
        }

        return expected;
    }

    private static (ModelAlert Alert, bool Fires) Decode(int number)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["alertname"] = Names[number % 4] };
        if (Zones[number / 4 % 3] is { Length: > 0 } zone)
            labels["zone"] = zone;
        labels[number / 12 % 2 == 0 ? "node" : "host"] = number / 24 % 2 == 0 ? "n1" : "n2";
        return (new ModelAlert(Key(labels), labels), number / 48 % 3 != 0);
    }

    private static string Key(IReadOnlyDictionary<string, string> labels) => string.Join(',', labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => $"{l.Key}={l.Value}"));

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("pager")
        .AddRule("all", r => r.OnEvent("incident.*").To("pager"))
        .AddInhibition("down", i => i.Source(s => s.WhereLabel("alertname=down")).Target(t => t.WhereLabel("alertname!=down")).Equal("zone"))
        .AddInhibition("disk", i => i
            .Source(s => s.When("event.labels.alertname in ['disk', 'cpu']")).Target(t => t.WhereLabel("alertname=~\"cpu|info\"")).Equal("zone"))
        .AddInhibition("both", i => i
            .Source(s => s.WhereLabel("alertname=disk")).Source(s => s.WhereLabel("node=n1")).Target(t => t.WhereLabel("alertname=info")).Equal("node", target: "host"));
}
