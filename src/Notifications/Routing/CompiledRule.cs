using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>A rule, compiled and frozen: what it takes, and what the later stages need to know of it.</summary>
internal sealed class CompiledRule
{
    private long _failures;

    public required string Name { get; init; }

    /// <summary>The position in the total order: priority, then name.</summary>
    public required int Ordinal { get; init; }

    public required RuleConditions Conditions { get; init; }

    public required CompiledTarget[] Targets { get; init; }

    public required CompiledTarget[] Fallback { get; init; }

    public bool IsEnabled { get; init; } = true;

    public bool IsCatchAll { get; init; }

    public bool Stop { get; init; }

    public ChannelMix Mode { get; init; }

    public Priority? DeliveryPriority { get; init; }

    public string? Category { get; init; }

    public string? Template { get; init; }

    public LabelSet TemplateVariables { get; init; } = LabelSet.Empty;

    public RuleAction[] Actions { get; init; } = [];

    /// <summary>Null when the rule does not debounce (also when its options say so).</summary>
    public DebounceOptions? Debounce { get; init; }

    public BatchOptions? Batch { get; init; }

    public CompiledSchedule? Schedule { get; init; }

    public TimeSpan? Deduplicate { get; init; }

    /// <summary>Events of this rule may have to wait for others.</summary>
    public bool Holds => Debounce is not null || Batch is not null || Schedule is not null;

    /// <summary>How often a condition of the rule failed while it was evaluated.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>The same conditions under the same name, at another place: for sets whose members come and go.</summary>
    public CompiledRule At(int ordinal) => new() { Name = Name, Ordinal = ordinal, Conditions = Conditions, Targets = Targets, Fallback = Fallback };

    public Priority PriorityFor(Severity severity) => DeliveryPriority ?? severity switch
    {
        Severity.Critical => Priority.Critical,
        Severity.High => Priority.High,
        Severity.Medium => Priority.Normal,
        _ => Priority.Low,
    };

    /// <summary>Evaluates the conditions; one that throws counts as false, is counted and is put on the list.</summary>
    public bool IsMatch(NotificationEvent notificationEvent, long nowTicks, ref object? typed, ref MatchList matches)
    {
        try
        {
            var holds = Conditions.Hold(notificationEvent, nowTicks, ref typed, out var error);
            return error is null ? holds : Fail(error.ToString(), ref matches);
        }
        catch (Exception e)
        {
            return Fail($"{e.GetType().Name}: {e.Message}", ref matches);
        }
    }

    private bool Fail(string message, ref MatchList matches)
    {
        Interlocked.Increment(ref _failures);
        matches.AddFailure(this, message);
        return false;
    }
}
