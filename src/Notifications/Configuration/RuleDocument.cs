using System.Diagnostics.CodeAnalysis;

namespace Notifications.Configuration;

/// <summary>A rule as it is written down: which events it takes, where they go, and how. All conditions that it states must hold.</summary>
public sealed record RuleDocument
{
    /// <summary>The name: 1 to 128 characters, unique ignoring case. State and traces refer to it.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The place in the order: lower numbers come first, equal ones by name (ordinal).</summary>
    /// <value>Default: 0.</value>
    public int Priority { get; set; }

    /// <summary>Whether the rule takes part.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Globs of event types, of which one must match. <c>*</c> stands for any characters, dots included, <c>?</c> for one character;
    /// <c>incident.*</c> takes <c>incident.detected</c> and <c>incident.a.b</c>, not <c>incident</c>. Upper and lower case differ.</summary>
    /// <value>At most 1,000, of at most 256 characters. Default: empty, any type.</value>
    public IList<string> EventTypes { get; set; } = [];

    /// <summary>First segments of event types: <c>incident</c> takes <c>incident</c> and all below it. Adds to <see cref="EventTypes"/>: one of both must match.</summary>
    /// <value>Default: empty.</value>
    public IList<string> Domains { get; set; } = [];

    /// <summary>The lowest severity that the rule takes.</summary>
    /// <value>Default: <see cref="Severity.Info"/>, all.</value>
    public Severity MinSeverity { get; set; }

    /// <summary>Globs of sources, of which one must match; wildcards as in <see cref="EventTypes"/>.</summary>
    /// <value>At most 1,000. Default: empty, any source.</value>
    public IList<string> Sources { get; set; } = [];

    /// <summary>The tenant whose events the rule takes.</summary>
    /// <value>Default: null, all tenants and events without one.</value>
    public string? TenantId { get; set; }

    /// <summary>The statuses that the rule takes.</summary>
    /// <value>Default: empty, all.</value>
    public IList<NotificationStatus> Statuses { get; set; } = [];

    /// <summary>Label matchers, of which all must hold: <c>team="db"</c>, <c>team!="x"</c>, <c>team=~"a|b"</c>, <c>team!~"test.*"</c>.
    /// A missing label equals the empty string; expressions match the whole value.</summary>
    /// <value>At most 100, patterns of at most 1,024 characters. Default: empty.</value>
    public IList<string> Matchers { get; set; } = [];

    /// <summary>A condition as JSON tree, see <c>docs/concepts/routing.md</c>.</summary>
    /// <value>At most 64 KiB, 32 levels, 1,000 comparisons. Default: null.</value>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Condition { get; set; }

    /// <summary>A condition in CEL over <c>event</c>, see <c>docs/concepts/expressions.md</c>. In configuration also under the key <c>When</c>.
    /// One that does not compile stops the start or refuses the change; one that fails when it runs counts as false, with the error in the trace.</summary>
    /// <value>At most 16,384 characters. Default: null.</value>
    public string? Expression { get; set; }

    /// <summary>A condition in code. When it throws it counts as false, with the error in the trace.</summary>
    /// <value>Default: null.</value>
    public Func<NotificationEvent, bool>? Predicate { get; set; }

    /// <summary>The instant from which on the rule takes part.</summary>
    /// <value>Default: null, always.</value>
    public DateTimeOffset? ValidFrom { get; set; }

    /// <summary>The instant at which the rule ceases to take part; not included.</summary>
    /// <value>Default: null, never.</value>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>Rules after this one do not apply when it matches.</summary>
    /// <value>Default: false.</value>
    public bool Stop { get; set; }

    /// <summary>The rule applies only when no other rule matches.</summary>
    /// <value>Default: false.</value>
    public bool IsCatchAll { get; set; }

    /// <summary>Where it goes.</summary>
    /// <value>1 to 1,000.</value>
    public IList<RuleTarget> Targets { get; set; } = [];

    /// <summary>What the targets are to each other.</summary>
    /// <value>Default: <see cref="ChannelMix.All"/>.</value>
    public ChannelMix Mode { get; set; }

    /// <summary>Where it goes, one after the other, when a target has finally failed or has no address.</summary>
    /// <value>At most 16. Default: empty.</value>
    public IList<RuleTarget> Fallback { get; set; } = [];

    /// <summary>The lane of the deliveries.</summary>
    /// <value>Default: null, by the event's severity: Critical → Critical, High → High, Medium → Normal, Low and Info → Low.</value>
    public Priority? DeliveryPriority { get; set; }

    /// <summary>The category, for limits and preferences.</summary>
    /// <value>At most 128 characters. Default: null, none.</value>
    public string? Category { get; set; }

    /// <summary>The template that makes the content. One that does not exist stops the start or refuses the change.</summary>
    /// <value>At most 128 characters. Default: null, the template engine chooses.</value>
    public string? Template { get; set; }

    /// <summary>Fixed values for the template; they win over values of the event with the same name.</summary>
    /// <value>At most 64, of at most 1,024 characters. Default: empty.</value>
    public IDictionary<string, string> TemplateVariables { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Buttons under its messages, on channels that can show them. A template that makes buttons of its own keeps those.</summary>
    /// <value>At most 25. Default: empty.</value>
    public IList<RuleAction> Actions { get; set; } = [];

    /// <summary>Holds back repetitions.</summary>
    /// <value>Default: null, every event passes.</value>
    public DebounceOptions? Debounce { get; set; }

    /// <summary>Collects events into one message.</summary>
    /// <value>Default: null.</value>
    public BatchOptions? Batch { get; set; }

    /// <summary>Holds events until the next occurrence.</summary>
    /// <value>Default: null.</value>
    public ScheduleOptions? Schedule { get; set; }

    /// <summary>How long equal content is not sent again to the same destination. A change of status always passes.</summary>
    /// <value>1 ms to 30 days. Default: null, never held.</value>
    public TimeSpan? Deduplicate { get; set; }

    internal TypedCondition? Typed { get; set; }

    internal RuleDocument Copy() => this with
    {
        EventTypes = [.. EventTypes],
        Domains = [.. Domains],
        Sources = [.. Sources],
        Statuses = [.. Statuses],
        Matchers = [.. Matchers],
        Targets = [.. Targets],
        Fallback = [.. Fallback],
        TemplateVariables = new Dictionary<string, string>(TemplateVariables, StringComparer.Ordinal),
        Actions = [.. Actions.Select(static a => a with { Statuses = [.. a.Statuses] })],
        Debounce = Debounce is null ? null : Debounce with { },
        Batch = Batch is null ? null : Batch with { },
        Schedule = Schedule is null ? null : Schedule with { },
    };
}
