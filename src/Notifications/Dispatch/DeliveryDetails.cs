using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Dispatch;

/// <summary>What only some deliveries have. Millions may wait with it, so that it is small: what comes with attempts and fallbacks is in an object of its own.</summary>
internal sealed class DeliveryDetails
{
    private long _acceptedTicks;
    private long _sendAtTicks;
    private AttemptTrail? _trail;
    private ushort _targetIndex;
    private ushort _publishDepth;

    /// <summary>When the event was accepted, if that was before the delivery was created; else null.</summary>
    public long? AcceptedTicks { get => _acceptedTicks == 0 ? null : _acceptedTicks; set => _acceptedTicks = value ?? 0; }

    /// <summary>When it was scheduled for, from where its deadline counts; null when it was not.</summary>
    public long? SendAtTicks { get => _sendAtTicks == 0 ? null : _sendAtTicks; set => _sendAtTicks = value ?? 0; }

    /// <summary>What was told about the thing; keeps the order. Null when there is nothing to order.</summary>
    public AlertState? Alert { get; set; }

    /// <summary>The destination's place in <see cref="Alert"/>: its chain.</summary>
    public ToldDestination? Told { get; set; }

    public AggregateSummary? Aggregate { get; set; }

    /// <summary>Stored content; null for the default text, which is a function of the event.</summary>
    public ContentRecord? Content { get; set; }

    public string? Category { get; set; }

    public string? RecipientId { get; set; }

    public string? BatchId { get; set; }

    /// <summary>How many sends led to it: it was published from within that many.</summary>
    public int PublishDepth { get => _publishDepth; set => _publishDepth = checked((ushort)value); }

    /// <summary>The position of its target in the rule; where a fallback plan begins.</summary>
    public int TargetIndex { get => _targetIndex; set => _targetIndex = checked((ushort)value); }

    public string? ProviderMessageId
    {
        get => _trail?.ProviderMessageId;
        set => Set(value is null, value, static (trail, id) => trail.ProviderMessageId = id);
    }

    public string? PreviousProviderMessageId
    {
        get => _trail?.PreviousProviderMessageId;
        set => Set(value is null, value, static (trail, id) => trail.PreviousProviderMessageId = id);
    }

    /// <summary>How many fallbacks were engaged before this delivery: the next one's position in the plan.</summary>
    public int FallbackStep
    {
        get => _trail?.FallbackStep ?? 0;
        set => Set(value == 0, value, static (trail, step) => trail.FallbackStep = step);
    }

    /// <summary>The channel whose fallback this is, for a request; null when it is none.</summary>
    public string? OriginChannel
    {
        get => _trail?.OriginChannel;
        set => Set(value is null, value, static (trail, channel) => trail.OriginChannel = channel);
    }

    /// <summary>Bits of the providers that have failed since the last round; a new round begins when all have.</summary>
    public uint ProvidersTried
    {
        get => _trail?.ProvidersTried ?? 0;
        set => Set(value == 0, value, static (trail, tried) => trail.ProvidersTried = tried);
    }

    /// <summary>How often in turn an attempt was stored as begun; an outcome sets it back. What a new process finds here is how often the one before it ended meanwhile.</summary>
    public int Interruptions
    {
        get => _trail?.Interruptions ?? 0;
        set => Set(value == 0, value, static (trail, times) => trail.Interruptions = times);
    }

    /// <summary>Who does not have it, once some of its recipients have it; else null.</summary>
    public RemainingRecipients? Remaining
    {
        get => _trail?.Remaining;
        set => Set(value is null, value, static (trail, remaining) => trail.Remaining = remaining);
    }

    public List<AttemptRecord>? AttemptRecords
    {
        get => _trail?.Records;
        set => Set(value is null, value, static (trail, records) => trail.Records = records);
    }

    public void Add(AttemptRecord attempt) => (_trail ??= new AttemptTrail()).Add(attempt);

    /// <inheritdoc cref="IDeliverySource.MeasureBytes"/>
    public long MeasureBytes(ref long content)
    {
        var bytes = RecordSize.Fixed + RecordSize.Of(RecipientId) + RecordSize.Of(ProviderMessageId);
        if (Content is { } own && own.Id != content)
        {
            content = own.Id;
            bytes += RecordSize.Of(own.Content);
        }

        if (Aggregate is { } aggregate)
            bytes += RecordSize.Of(aggregate);
        for (var i = 0; i < AttemptRecords?.Count; i++)
            bytes += RecordSize.Of(AttemptRecords[i]);
        if (Remaining is { } remaining)
        {
            foreach (var address in remaining.All())
                bytes += RecordSize.Of(address);
        }

        return bytes;
    }

    private void Set<T>(bool isNothing, T value, Action<AttemptTrail, T> set)
    {
        if (_trail is null && isNothing)
            return;
        set(_trail ??= new AttemptTrail(), value);
    }
}
