using System.Buffers;
using Notifications.Storage;

namespace Notifications.Aggregation;

/// <summary>What waits for a rule's batch window or schedule, by (rule, tenant, audience). Guarded by itself.</summary>
internal sealed class BatchState(string ruleName, string tenant, string audience = "") : KeyedState
{
    /// <summary>Stands at the end of the audience of exercises: they are no part of a real batch.</summary>
    public const string DrillKey = "\u001fdrill";

    public string RuleName { get; } = ruleName;

    public string Tenant { get; } = tenant;

    /// <summary>Whom the events name as recipients, see <see cref="Notifications.Audience.AudienceKey"/>; empty when the rule says it alone.</summary>
    public string Audience { get; } = audience;

    public bool IsDrill => Audience.EndsWith(DrillKey, StringComparison.Ordinal);

    /// <summary>Flushed and forgotten: who waited for the gate takes a new one.</summary>
    public bool IsOver { get; set; }

    public HeldEvents? Held { get; set; }

    /// <summary>Held while a step works on it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public override StateKind Kind => StateKind.Batch;

    public override int WaitingEvents => Held?.Count ?? 0;

    public override string GetKey() => Audience.Length == 0 ? $"{RuleName}\u001f{Tenant}" : $"{RuleName}\u001f{Tenant}\u001f{Audience}";

    public override void WriteTo(IBufferWriter<byte> writer) => AggregationFormat.Write(this, writer);
}
