using System.Buffers;
using Notifications.Storage;

namespace Notifications.Audience;

/// <summary>Recipients that the host's resolver has to find: the one thing of a match or request that needs foreign I/O.</summary>
internal sealed class Expansion : WorkItem
{
    public required NotificationEvent SourceEvent { get; init; }

    public required long EventNumber { get; init; }

    /// <summary>When the event was accepted.</summary>
    public required long AcceptedTicks { get; init; }

    public required IReadOnlyList<ExpansionTarget> Targets { get; init; }

    public string? RuleName { get; init; }

    public AggregateSummary? Aggregate { get; init; }

    /// <summary>The match made nothing else, so its accounting is open until this is done.</summary>
    public bool CarriesMatch { get; init; }

    public bool IsRequest { get; init; }

    public string? Category { get; init; }

    public string? BatchId { get; init; }

    public int FallbackStep { get; init; }

    public int TargetIndex { get; init; }

    /// <summary>Content of a request: by channel name, under the empty name for all others.</summary>
    public IReadOnlyDictionary<string, ContentRecord>? Contents { get; init; }

    /// <summary>The template that a request names.</summary>
    public string? Template { get; init; }

    /// <summary>The language that a request states.</summary>
    public string? Locale { get; init; }

    /// <summary>How many sends led to it.</summary>
    public int PublishDepth { get; init; }

    public int Attempts { get; set; }

    /// <summary>How often in turn the resolver was asked and the process ended meanwhile.</summary>
    public int Interruptions { get; set; }

    /// <summary>When they were first asked for, from where the patience with the resolver counts; 0 before that.</summary>
    public long BegunTicks { get; set; }

    /// <summary>Cancelled or done: what a late worker finds is not to be carried out.</summary>
    public bool IsOver { get; set; }

    public override int WaitingEvents => CarriesMatch ? 1 : 0;

    public override WorkItemKind Kind => WorkItemKind.Expansion;

    public override long EventId => EventNumber;

    public override string TenantId => SourceEvent.TenantId ?? string.Empty;

    public override string? ChannelName => null;

    public override IReadOnlyList<long> ContentIds => Contents is null ? [] : [.. Contents.Values.Select(static c => c.Id)];

    public ContentRecord? ContentFor(string channel) =>
        Contents is null ? null : Contents.TryGetValue(channel, out var own) ? own : Contents.GetValueOrDefault(string.Empty);

    public override void WriteTo(IBufferWriter<byte> writer) => ExpansionFormat.Write(this, writer);
}
