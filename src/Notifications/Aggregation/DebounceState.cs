using System.Buffers;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Aggregation;

/// <summary>An open debounce episode of (rule, identity, audience). Guarded by its identity's stripe.</summary>
internal sealed class DebounceState(string ruleName, EventIdentity identity, string audience) : KeyedState
{
    /// <summary>The next one of its bucket in an <see cref="EpisodeTable"/>.</summary>
    public DebounceState? NextInBucket { get; set; }

    public string RuleName { get; } = ruleName;

    public EventIdentity Identity { get; } = identity;

    /// <summary>Whom the events name, when they are messages and the rule goes where they say; else empty.</summary>
    public string Audience { get; } = audience;

    public bool IsCooldown { get; private set; }

    public NotificationStatus Status { get; private set; }

    public Severity Severity { get; private set; }

    /// <summary>What waits; null when nothing does.</summary>
    public HeldEvents? Held { get; set; }

    /// <summary>What was told about the thing, when that is remembered.</summary>
    public AlertState? Alert { get; set; }

    /// <summary>There is such a memory, though it may not be linked yet while records are read.</summary>
    public bool IsTracked { get => field || Alert is not null; set; }

    public override StateKind Kind => StateKind.Debounce;

    public override int WaitingEvents => Held?.Count ?? 0;

    public DebounceEpisode Episode
    {
        get => new(IsCooldown, new DateTimeOffset(DueTicks, TimeSpan.Zero), Held?.Count ?? 0, Status, Severity);
        set
        {
            IsCooldown = value.IsCooldown;
            DueTicks = value.EndsAt.UtcTicks;
            Status = value.Status;
            Severity = value.Severity;
        }
    }

    public override string GetKey() => Audience.Length == 0 ? $"{RuleName}\u001f{Identity}" : $"{RuleName}\u001f{Identity}\u001f{Audience}";

    public override void WriteTo(IBufferWriter<byte> writer) => AggregationFormat.Write(this, writer);
}
