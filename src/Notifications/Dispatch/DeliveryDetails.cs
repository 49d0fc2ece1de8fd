using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Dispatch;

/// <summary>What only some deliveries have.</summary>
internal sealed class DeliveryDetails
{
    public const int MaxAttemptRecords = 16;

    /// <summary>When the event was accepted, if that was before the delivery was created; else null.</summary>
    public long? AcceptedTicks { get; set; }

    /// <summary>When it was scheduled for, from where its deadline counts; null when it was not.</summary>
    public long? SendAtTicks { get; set; }

    /// <summary>What was told about the thing; keeps the order. Null when there is nothing to order.</summary>
    public AlertState? Alert { get; set; }

    /// <summary>The destination's place in <see cref="Alert"/>: its chain.</summary>
    public ToldDestination? Told { get; set; }

    public AggregateSummary? Aggregate { get; set; }

    /// <summary>Stored content; null for the default text, which is a function of the event.</summary>
    public ContentRecord? Content { get; set; }

    public string? ProviderMessageId { get; set; }

    public string? PreviousProviderMessageId { get; set; }

    public string? Category { get; set; }

    public string? RecipientId { get; set; }

    public string? BatchId { get; set; }

    /// <summary>How many fallbacks were engaged before this delivery: the next one's position in the plan.</summary>
    public int FallbackStep { get; set; }

    /// <summary>The channel whose fallback this is, for a request; null when it is none.</summary>
    public string? OriginChannel { get; set; }

    /// <summary>How many sends led to it: it was published from within that many.</summary>
    public int PublishDepth { get; set; }

    /// <summary>The position of its target in the rule; where a fallback plan begins.</summary>
    public int TargetIndex { get; set; }

    /// <summary>Bits of the providers that have failed since the last round; a new round begins when all have.</summary>
    public uint ProvidersTried { get; set; }

    public List<AttemptRecord>? AttemptRecords { get; set; }

    public void Add(AttemptRecord attempt)
    {
        AttemptRecords ??= [];
        if (AttemptRecords.Count == MaxAttemptRecords)
            AttemptRecords.RemoveAt(0);
        AttemptRecords.Add(attempt);
    }
}
