using System.Collections.Concurrent;
using Notifications.Aggregation;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression.Holds;
using Notifications.Telemetry;
using Notifications.Timing;
using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>What all stages share. Made once; holds no behaviour.</summary>
internal sealed class EngineContext
{
    public required TimeProvider Clock { get; init; }

    public required INotificationStore Store { get; init; }

    public required ConfigurationSource Configuration { get; init; }

    public required IDebouncer Debouncer { get; init; }

    /// <summary>The host's template engine; null while the plain texts serve.</summary>
    public required ITemplateEngine? Templates { get; init; }

    public required IRecipientResolver? Resolver { get; init; }

    public required EngineLog Log { get; init; }

    public required OperationLog OperationLog { get; init; }

    public required AuditObservers AuditObservers { get; init; }

    public required HoldLog HoldLog { get; init; }

    public LogPace LogPace { get; } = new();

    public NotificationMetrics? Metrics { get; set; }

    public Channels Channels { get; set; } = Channels.None;

    public IdSource Ids { get; } = new();

    public IdentityStripes Stripes { get; } = new();

    public RoomSignal Room { get; } = new();

    public EngineCounters Counters { get; } = new();

    /// <summary>How often each reason has held something back.</summary>
    public ReasonCounters Held { get; } = new();

    /// <summary>The accounts of exercises.</summary>
    public DrillLedger Drills { get; } = new();

    public Timers Timers { get; set; } = null!;

    /// <summary>What holds alerts back.</summary>
    public HoldRegistry Holds { get; } = new();

    public HoldWorker HoldWorker { get; set; } = null!;

    public LimitGates Limits { get; } = new();

    public RequestIndex Requests { get; } = new();

    public ConcurrentDictionary<(string Rule, string Tenant, string Audience), BatchState> Batches { get; } = new();

    public ConcurrentDictionary<string, SentContentState> SentContents { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, DisabledDestinationState> DisabledDestinations { get; } = new(StringComparer.Ordinal);

    /// <summary>Deliveries that failed and can be sent again.</summary>
    public DeadLetterIndex DeadLetters { get; } = new();

    /// <summary>Who was first.</summary>
    public OperationTrail Operations { get; } = new();

    /// <summary>Deliveries that may have arrived and are held, by number. Changed under the stripe of what they are about.</summary>
    public ConcurrentDictionary<long, Delivery> InDoubt { get; } = new();

    /// <summary>Publishes are taken.</summary>
    public volatile bool IsRunning;

    /// <summary>The time to drain is over: attempts under way were cancelled.</summary>
    public volatile bool IsStopping;

    /// <summary>Searches for recipients that are not over; each counts as one that is pending.</summary>
    public int Searches;

    /// <summary>Events for operators that are on their way to be published.</summary>
    public Undertaking Announcing { get; } = new();

    /// <summary>The engine is disposed: nothing is tried again.</summary>
    public volatile bool IsOver;

    /// <summary>How many idempotency keys the store had forgotten when the log said so last.</summary>
    public long KeysForgotten;

    /// <summary>Deliveries whose outcome the store has not taken yet.</summary>
    public int Outstanding;

    /// <summary>Outcomes that are being recorded while no worker waits for it.</summary>
    public Undertaking Recording { get; } = new();

    /// <summary>Outcomes that the store did not take and that wait to be recorded again.</summary>
    public int Unrecorded;

    /// <summary>Rules that a reload has removed, by name.</summary>
    public ConcurrentDictionary<string, CompiledRule> Retired { get; } = new(StringComparer.OrdinalIgnoreCase);

    public EngineConfiguration Current => Configuration.Current;

    /// <summary>The rule of that name; one that a reload has removed only if what waits for it is to be delivered.</summary>
    public CompiledRule? FindRule(string? name)
    {
        if (name is null)
            return null;
        if (Current.Rules.TryGet(name, out var rule))
            return rule;
        return Current.Engine.OnRemoved == RemovedPolicy.Deliver ? Retired.GetValueOrDefault(name) : null;
    }

    /// <summary>The limit that a delivery waits for, where it has to wait again.</summary>
    public LimitGate? FindGate(Delivery delivery)
    {
        var gates = new List<LimitGate>();
        Limits.Collect(Current.Limits, LimitSubject.Of(delivery), gates);
        return gates.Count == 0 ? null : gates[0];
    }

    /// <summary>The accounts of what is real, or those of exercises.</summary>
    public EngineCounters CountersFor(bool isDrill)
    {
        if (!isDrill)
            return Counters;
        Drills.Use();
        return Drills.Counters;
    }

    /// <summary>A counter over both accounts.</summary>
    public long ReadAll(Counter counter) => Counters.Read(counter) + (Drills.IsUsed ? Drills.Counters.Read(counter) : 0);

    public long NowTicks() => Clock.GetUtcNow().UtcTicks;
}
