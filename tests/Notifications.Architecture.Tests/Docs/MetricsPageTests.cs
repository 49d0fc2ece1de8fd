using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;
using Notifications.Telemetry;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>The page lists the instruments as a running engine has them.</summary>
public sealed class MetricsPageTests
{
    private static readonly MarkdownPage Page = new("docs/operations/metrics.md");

    [Fact]
    public void Instruments_AreThoseOfTheConstants() =>
        Page.Rows("Instruments").Select(static row => row[0]).ShouldBe(Constants(typeof(MetricNames)), ignoreOrder: true);

    [Fact]
    public void Tags_AreThoseOfTheConstants() => Page.Rows("Tags").Select(static row => row[0]).ShouldBe(Constants(typeof(TagNames)), ignoreOrder: true);

    [Fact]
    public void Journal_InstrumentsAreThoseOfTheConstants() =>
        Page.Rows("Journal").Select(static row => row[0]).ShouldBe(Constants(typeof(JournalMetricNames)), ignoreOrder: true);

    [Fact]
    public async Task Instruments_OfARunningEngine_AreAsThePageSays() =>
        (await RunAsync(static _ => { })).ShouldBe(Rows("Instruments"), ignoreOrder: true);

    [Fact]
    public async Task Journal_InstrumentsOfARunningEngine_AreAsThePageSays()
    {
        var folder = Directory.CreateTempSubdirectory("notifications-metrics-");
        try
        {
            (await RunAsync(n => n.AddJournal(Path.Combine(folder.FullName, "journal")))).ShouldBe(Rows("Instruments").Concat(Rows("Journal")), ignoreOrder: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Rows(string section) => Page.Rows(section).Select(static row => $"{row[0]} {row[1]} {row[2]} ({row[3]})");

    /// <summary>Runs an engine and says which instruments it has, with their tags.</summary>
    private static async Task<List<string>> RunAsync(Action<INotificationsBuilder> configure)
    {
        var instruments = new ConcurrentDictionary<string, Instrument>(StringComparer.Ordinal);
        var tags = new ConcurrentDictionary<string, ConcurrentDictionary<string, byte>>(StringComparer.Ordinal);
        await using var services = new ServiceCollection()
            .AddNotifications(n => n.AddChannel("test", new SilentChannel()).AddRule("all", r => r.To("test")))
            .AddNotifications(configure)
            .BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Other tests run engines too.
            if (instrument.Meter.Name != NotificationTelemetry.MeterName || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;
            instruments[instrument.Name] = instrument;
            self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, measured, _) => Note(instrument, measured));
        listener.SetMeasurementEventCallback<int>((instrument, _, measured, _) => Note(instrument, measured));
        listener.SetMeasurementEventCallback<double>((instrument, _, measured, _) => Note(instrument, measured));
        listener.Start();

        var engine = services.GetRequiredService<INotificationEngine>();
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await services.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "test" }, TestContext.Current.CancellationToken);
        await engine.WaitForIdleAsync(TestContext.Current.CancellationToken);
        listener.RecordObservableInstruments();
        await engine.StopAsync(TestContext.Current.CancellationToken);
        return [.. instruments.Values.Select(i => $"{i.Name} {Kind(i)} {i.Unit} ({Tags(i.Name)})")];

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> measured)
        {
            foreach (var tag in measured)
                tags.GetOrAdd(instrument.Name, static _ => new(StringComparer.Ordinal))[tag.Key["notifications.".Length..]] = 0;
        }

        string Tags(string name) => tags.TryGetValue(name, out var found) ? string.Join(", ", found.Keys.Order(StringComparer.Ordinal)) : "none";
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableCounter" => "counter",
        "ObservableGauge" => "gauge",
        var other => other.ToLowerInvariant(),
    };

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!);

    private sealed class SilentChannel : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => new(DeliveryResult.Delivered());
    }
}
