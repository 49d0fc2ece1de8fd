using Notifications.Routing;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>One match of an event on its way through the stages.</summary>
internal readonly record struct MatchContext
{
    /// <summary>The event; of an aggregate the newest one.</summary>
    public required NotificationEvent Event { get; init; }

    public required long EventNumber { get; init; }

    public required long AcceptedTicks { get; init; }

    /// <summary>The rule; null for a request, and for an end whose rule is gone.</summary>
    public CompiledRule? Rule { get; init; }

    public string? RuleName { get; init; }

    public AggregateSummary? Aggregate { get; init; }

    /// <summary>What was told about the thing; null when that is not remembered.</summary>
    public AlertState? Alert { get; init; }

    /// <summary>The first reason in the trace of what this match makes.</summary>
    public DecisionReason Origin { get; init; }

    /// <summary>Why it passed the aggregation; none when the rule has none.</summary>
    public DecisionReason Passed { get; init; }

    public Priority Lane { get; init; }

    public string? Category { get; init; }

    public string? RecipientId { get; init; }

    public string? BatchId { get; init; }

    /// <summary>Content that is there already: a request's own, or what its template is to be replaced by when it fails.</summary>
    public Storage.ContentRecord? Content { get; init; }

    /// <summary>The template that a request names; a rule has its own.</summary>
    public string? Template { get; init; }

    /// <summary>The language: a request's own, else the recipient's; null for the engine's.</summary>
    public string? Locale { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>When to send; 0 for now.</summary>
    public long SendAtTicks { get; init; }

    public int TargetIndex { get; init; }

    public int FallbackStep { get; init; }

    /// <summary>The channel whose fallbacks are used for a request.</summary>
    public string? OriginChannel { get; init; }

    public bool IsRequest { get; init; }

    /// <summary>Why a resolved alert is held: only those hear of it who know that it fires. None when it is not.</summary>
    public DecisionReason Held { get; init; }

    /// <summary>Its events were counted when they were held; this message counts as none of them.</summary>
    public bool IsFlush { get; init; }

    /// <summary>The status changed for a thing that was told before: nothing may hold it back or drop it.</summary>
    public bool MustPass { get; init; }
}
