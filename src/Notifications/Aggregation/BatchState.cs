using System.Buffers;
using Notifications.Storage;

namespace Notifications.Aggregation;

/// <summary>What waits for a rule's batch window or schedule, by (rule, tenant). Guarded by itself.</summary>
internal sealed class BatchState(string ruleName, string tenant) : KeyedState
{
    public string RuleName { get; } = ruleName;

    public string Tenant { get; } = tenant;

    public HeldEvents? Held { get; set; }

    /// <summary>Held while a step works on it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public override StateKind Kind => StateKind.Batch;

    public override int WaitingEvents => Held?.Count ?? 0;

    public override string GetKey() => $"{RuleName}\u001f{Tenant}";

    public override void WriteTo(IBufferWriter<byte> writer) => AggregationFormat.Write(this, writer);
}
