using System.Collections;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Hostile;

public sealed class HostileEventTests : HostileTest
{
    private static NotificationEvent Event => new() { Type = "x", Status = NotificationStatus.Firing };

    [Fact]
    public async Task Publish_TenMegabytes_IsTooLarge() =>
        await ShouldRefuseAsync(Event with { Data = EventData.FromUtf8(Encoding.UTF8.GetBytes($"\"{new string('x', 10_000_000)}\"")) }, NotificationErrorCode.TooLarge);

    [Fact]
    public async Task Publish_HundredLevels_IsInvalid() =>
        await ShouldRefuseAsync(Event with { Data = EventData.FromJson(new string('[', 100) + new string(']', 100)) }, NotificationErrorCode.InvalidData);

    [Fact]
    public async Task Publish_InvalidTextAnywhere_IsInvalid()
    {
        NotificationEvent[] events =
        [
            Event with { Type = "\ud800" }, Event with { Id = "\ud800" }, Event with { Source = "\udc00" }, Event with { Subject = "a\r\nb" }, Event with { TenantId = "\ud800" },
            Event with { CorrelationKey = "\udc00x" }, Event with { IdempotencyKey = "\ud83d" }, Event with { TraceParent = "\r\nX: y" },
            Event with { Labels = new Dictionary<string, string> { ["\ud800"] = "x" } }, Event with { Labels = new Dictionary<string, string> { ["x"] = "\ud800" } },
        ];
        await StartAsync(All);
        foreach (var e in events)
            (await PublishAsync(e)).Error!.Code.ShouldBe(NotificationErrorCode.InvalidAttribute);
        (await PublishAsync(Event with { Data = EventData.FromJson("{\"a\":\"\\ud800\"}") })).Error!.Code.ShouldBe(NotificationErrorCode.InvalidData);

        Statistics.Refused.ShouldBe(events.Length + 1);
        World.Calls.ShouldBeEmpty();
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Publish_TenThousandLabels_IsInvalid() =>
        await ShouldRefuseAsync(Event with { Labels = Enumerable.Range(0, 10_000).ToDictionary(static i => $"l{i}", static i => $"{i}") }, NotificationErrorCode.InvalidAttribute);

    [Fact]
    public async Task Publish_NullLabelValue_IsInvalid()
    {
        await ShouldRefuseAsync(Event with { Labels = new Dictionary<string, string> { ["a"] = null! } }, NotificationErrorCode.InvalidAttribute);
        (await PublishAsync(Event with { Labels = LabelSet.From(new Dictionary<string, string> { ["a"] = null! }) })).Error!.Code.ShouldBe(NotificationErrorCode.InvalidAttribute);
        (await PublishAsync(Event with { Labels = null! })).Error!.Code.ShouldBe(NotificationErrorCode.InvalidAttribute);
    }

    [Fact]
    public async Task Publish_LabelsThatChangeWhileTheyAreRead_AreRefused() =>
        await ShouldRefuseAsync(Event with { Labels = new Treacherous(static n => n == 1 ? throw new InvalidOperationException("Collection was modified") : ("a", "b")) }, NotificationErrorCode.InvalidAttribute);

    [Fact]
    public async Task Publish_LabelsThatNeverEnd_AreRefused() =>
        await ShouldRefuseAsync(Event with { Labels = new Treacherous(static n => ($"l{n}", "v")) }, NotificationErrorCode.InvalidAttribute);

    [Fact]
    public async Task Publish_LabelsThatAreOtherAtEachReading_AreReadOnce()
    {
        var reads = 0;
        await StartAsync(All);

        var result = await PublishAsync(Event with { Labels = new Treacherous(n => n < 1 ? ("host", reads++ == 0 ? "good" : "bad\r\n") : null) });

        result.Kind.ShouldBe(PublishKind.Accepted);
        World.Calls.ShouldHaveSingleItem().Message.Event.Labels["host"].ShouldBe("good");
        reads.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_DictionaryChangedAfterwards_KeepsWhatWasPublished()
    {
        await StartAsync(n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("a").Debounce());
            ToOthers(n);
        });
        var labels = new Dictionary<string, string> { ["host"] = "one" };
        await PublishAsync(Event with { Labels = labels });
        await PublishAsync(Event with { Labels = labels });
        labels["host"] = "two";
        labels.Clear();
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        World.Calls.Count.ShouldBe(2);
        World.Calls.ShouldAllBe(static c => c.Message.Event.Labels["host"] == "one");
    }

    private static void All(INotificationsBuilder n)
    {
        n.AddRule("x", static r => r.OnEvent("x").To("a"));
        ToOthers(n);
    }

    private async Task ShouldRefuseAsync(NotificationEvent e, NotificationErrorCode code)
    {
        await StartAsync(All);

        var result = await PublishAsync(e);

        result.Kind.ShouldBe(PublishKind.Refused);
        result.Error!.Code.ShouldBe(code);
        World.Calls.ShouldBeEmpty();
        await ShouldServeOthersAsync();
    }

    private sealed class Treacherous(Func<int, (string Name, string Value)?> pairs) : IReadOnlyDictionary<string, string>
    {
        public int Count => 1;

        public IEnumerable<string> Keys => this.Select(static p => p.Key);

        public IEnumerable<string> Values => this.Select(static p => p.Value);

        public string this[string key] => this.First(p => p.Key == key).Value;

        public bool ContainsKey(string key) => this.Any(p => p.Key == key);

        public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value)
        {
            value = this.FirstOrDefault(p => p.Key == key).Value;
            return value is not null;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
        {
            for (var n = 0; pairs(n) is var (name, value); n++)
                yield return new(name, value);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
