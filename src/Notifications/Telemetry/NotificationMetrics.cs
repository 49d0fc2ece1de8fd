using System.Diagnostics.Metrics;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Telemetry;

/// <summary>The engine's instruments. Counts are read from the engine's own counters when somebody looks, so that observing costs the hot path nothing.</summary>
internal sealed class NotificationMetrics : IDisposable
{
    private static readonly (Counter Counter, string Kind)[] EventKinds =
    [
        (Counter.Accepted, "accepted"), (Counter.Unrouted, "unrouted"), (Counter.Duplicate, "duplicate"), (Counter.Refused, "refused"),
    ];

    private static readonly (Counter Counter, string Kind)[] InvalidKinds =
    [
        (Counter.SchemaWarned, "schema_warned"), (Counter.SchemaRefused, "schema_refused"),
        (Counter.UnknownTypeWarned, "unknown_type_warned"), (Counter.UnknownTypeRefused, "unknown_type_refused"),
    ];

    private static readonly (Counter Counter, string Outcome)[] MatchOutcomes =
    [
        (Counter.Notified, "notified"), (Counter.Merged, "merged"), (Counter.Suppressed, "suppressed"),
    ];

    private static readonly (Counter Counter, string Reason)[] HoldReasons =
    [
        (Counter.Inhibited, "inhibited"), (Counter.Silenced, "silenced"),
    ];

    private static readonly (Counter Counter, string Kind)[] ErrorKinds =
    [
        (Counter.TemplateErrors, "template"), (Counter.ActionErrors, "action"), (Counter.ConditionErrors, "condition"), (Counter.ResolverErrors, "resolver"),
        (Counter.CommitFailures, "commit"), (Counter.Abandoned, "abandoned_send"), (Counter.Untracked, "untracked"), (Counter.DestinationsFull, "destinations"),
        (Counter.Unheld, "unheld"), (Counter.Left, "left_at_shutdown"),
    ];

    private static readonly (Counter Counter, string Kind)[] OperatorEventKinds = [(Counter.OperatorEvents, "made"), (Counter.OperatorEventsLost, "lost")];

    private static readonly (Counter Counter, string Outcome)[] TestOutcomes = [(Counter.TestsPassed, "passed"), (Counter.TestsFailed, "failed")];

    private static readonly string[] Lanes = ["low", "normal", "high", "critical"];

    private readonly Meter _meter;
    private readonly EngineContext _engine;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _latency;

    public NotificationMetrics(IMeterFactory meters, EngineContext engine)
    {
        _engine = engine;
        _meter = meters.Create(NotificationTelemetry.MeterName);
        _meter.CreateObservableCounter(MetricNames.Events, () => Read(EventKinds, TagNames.Kind), "{event}", "Events published, by what became of them. Unrouted ones are among the accepted.");
        _meter.CreateObservableCounter(MetricNames.InvalidEvents, () => Read(InvalidKinds, TagNames.Kind), "{event}", "Events that do not match what is registered for their type.");
        _meter.CreateObservableCounter(MetricNames.Matches, () => Read(MatchOutcomes, TagNames.Outcome), "{match}", "Matches of events and rules, by what became of them.");
        _meter.CreateObservableCounter(MetricNames.Deliveries, ReadDeliveries, "{delivery}", "Deliveries that ended, by channel, lane and final state.");
        _meter.CreateObservableCounter(MetricNames.Created, () => engine.Counters.Read(Counter.Created), "{delivery}", "Deliveries created.");
        _meter.CreateObservableCounter(MetricNames.Attempts, () => engine.Counters.Read(Counter.Attempts), "{attempt}", "Attempts made.");
        _meter.CreateObservableCounter(MetricNames.Retries, () => engine.Counters.Read(Counter.Retries), "{attempt}", "Attempts that are to be repeated.");
        _meter.CreateObservableCounter(MetricNames.Throttled, () => engine.Counters.Read(Counter.Throttled), "{attempt}", "Times that a provider asked to slow down.");
        _meter.CreateObservableCounter(MetricNames.Fallbacks, () => engine.Counters.Read(Counter.Fallbacks), "{delivery}", "Fallbacks engaged.");
        _meter.CreateObservableCounter(MetricNames.RecipientsMissed, () => engine.Counters.Read(Counter.RecipientsMissed), "{recipient}", "Recipients who did not get a message that others of its recipients have.");
        _meter.CreateObservableCounter(MetricNames.Errors, () => Read(ErrorKinds, TagNames.Kind), "{error}", "What went wrong inside, and was handled.");
        _meter.CreateObservableCounter(MetricNames.Drills, ReadDrills, "{delivery}", "Deliveries of exercises that ended, by final state. They are in no other number unless CountDrills says so.");
        _meter.CreateObservableCounter(MetricNames.OperatorEvents, () => Read(OperatorEventKinds, TagNames.Kind), "{event}", "Events for operators about channels that fail; those that nobody took are lost.");
        _meter.CreateObservableCounter(MetricNames.ChannelTests, () => Read(TestOutcomes, TagNames.Outcome), "{test}", "Tests of channels' providers, by what came of them.");
        _meter.CreateObservableGauge(MetricNames.DeadLetters, () => engine.DeadLetters.Count, "{delivery}", "Deliveries that failed and can be sent again.");
        _meter.CreateObservableGauge(MetricNames.InDoubt, () => engine.InDoubt.Count, "{delivery}", "Deliveries that may have arrived and are held.");
        _meter.CreateObservableGauge(MetricNames.Unrecorded, () => Volatile.Read(ref engine.Outstanding), "{delivery}", "Deliveries whose outcome the store has not taken yet.");
        _meter.CreateObservableCounter(MetricNames.Requeued, () => engine.ReadAll(Counter.Requeued), "{delivery}", "Dead letters that were sent again.");
        _meter.CreateObservableCounter(MetricNames.DeadLettersForgotten, () => engine.Counters.Read(Counter.DeadLettersForgotten), "{delivery}", "Dead letters that were forgotten at their bound.");
        _meter.CreateObservableCounter(MetricNames.KeysForgotten, () => engine.Store.Count().KeysEvicted, "{key}", "Idempotency keys that the store forgot before they had expired, because it remembers no more.");
        _meter.CreateObservableGauge(MetricNames.Pending, () => engine.Store.Count().Deliveries, "{delivery}", "Deliveries accepted and not finished.");
        _meter.CreateObservableGauge(MetricNames.Held, () => engine.Store.Count().WaitingEvents, "{match}", "Matches that wait to be summarised, for their recipients, or for the end of a hold.");
        _meter.CreateObservableCounter(MetricNames.HeldBack, () => Read(HoldReasons, TagNames.Reason), "{match}", "Matches that were held back, by reason.");
        _meter.CreateObservableGauge(MetricNames.HeldAlerts, () => engine.Holds.HeldAlerts, "{alert}", "Alerts that are held, to be told when the hold ends.");
        _meter.CreateObservableGauge(MetricNames.InhibitingAlerts, () => engine.Holds.InhibitingAlerts, "{alert}", "Alerts that fire and inhibit others.");
        _meter.CreateObservableGauge(MetricNames.Silences, () => engine.Holds.CountInForce(engine.NowTicks()), "{silence}", "Silences that are in force.");
        _meter.CreateObservableGauge(MetricNames.QueueLength, ReadQueues, "{delivery}", "Deliveries in a channel's queue.");
        _meter.CreateObservableGauge(MetricNames.BreakerOpen, ReadBreakers, "{circuit}", "1 while a provider's circuit is open.");
        _duration = _meter.CreateHistogram<double>(MetricNames.SendDuration, "s", "How long an attempt took.");
        _latency = _meter.CreateHistogram<double>(MetricNames.DeliveryLatency, "s", "From the creation of a delivery to its end.");
    }

    /// <summary>Somebody listens to the histograms.</summary>
    public bool Enabled => _duration.Enabled || _latency.Enabled;

    public void RecordAttempt(Delivery delivery, DeliveryResult result, long nowTicks)
    {
        var channel = new KeyValuePair<string, object?>(TagNames.Channel, delivery.Runtime.Name);
        _duration.Record(TimeSpan.FromTicks(nowTicks - delivery.LeasedTicks).TotalSeconds, channel, new(TagNames.Result, result.Kind.ToString()));
        if (result.Kind is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted && delivery.Details?.Remaining is null)
            _latency.Record(TimeSpan.FromTicks(nowTicks - delivery.StartTicks).TotalSeconds, channel, new(TagNames.Priority, Lanes[(int)delivery.Lane]));
    }

    public void Dispose() => _meter.Dispose();

    private List<Measurement<long>> Read((Counter Counter, string Value)[] counters, string tag)
    {
        var read = new List<Measurement<long>>(counters.Length);
        foreach (var (counter, value) in counters)
            read.Add(new Measurement<long>(_engine.Counters.Read(counter), new KeyValuePair<string, object?>(tag, value)));
        return read;
    }

    private List<Measurement<long>> ReadDeliveries()
    {
        var read = new List<Measurement<long>>();
        foreach (var channel in _engine.Channels.All)
        {
            for (var state = DeliveryState.Delivered; state <= DeliveryState.Dropped; state++)
            {
                for (var lane = Priority.Low; lane <= Priority.Critical; lane++)
                {
                    if (channel.Read(state, lane) is var count and > 0)
                    {
                        read.Add(new Measurement<long>(
                            count, new(TagNames.Channel, channel.Name), new(TagNames.Priority, Lanes[(int)lane]), new(TagNames.Outcome, state.ToString())));
                    }
                }
            }
        }

        return read;
    }

    private List<Measurement<long>> ReadDrills()
    {
        var read = new List<Measurement<long>>();
        for (var state = DeliveryState.Delivered; state <= DeliveryState.Dropped; state++)
            read.Add(new Measurement<long>(_engine.Drills.Counters.Read(OutcomeCounter.For(state)), new KeyValuePair<string, object?>(TagNames.Outcome, state.ToString())));
        return read;
    }

    private IEnumerable<Measurement<int>> ReadQueues() =>
        _engine.Channels.All.Select(static c => new Measurement<int>(c.Pool.Waiting, new KeyValuePair<string, object?>(TagNames.Channel, c.Name)));

    private IEnumerable<Measurement<int>> ReadBreakers() =>
        _engine.Channels.All.SelectMany(static c => c.Providers.Select(p => new Measurement<int>(
            p.Breaker.IsOpen ? 1 : 0, new(TagNames.Channel, c.Name), new(TagNames.Provider, p.Name))));
}
