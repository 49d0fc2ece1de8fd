using System.Diagnostics.CodeAnalysis;
using Shouldly;

namespace Notifications.Conformance.Storage;

/// <summary>What a store reads back, as bytes; it proves the order.</summary>
[Experimental("NTFEXP001")]
public sealed class ReadBack : ILiveRecordSink, ILiveItemSink
{
    private readonly Lock _gate = new();
    private bool _hasBegunItems;

    /// <summary>The events.</summary>
    public IList<AcceptedEvent> Events { get; } = [];

    /// <summary>The contents.</summary>
    public IList<ContentRecord> Contents { get; } = [];

    /// <summary>The states.</summary>
    public IList<(StateKind Kind, byte[] Payload, long Version, int Slot)> States { get; } = [];

    /// <summary>The items.</summary>
    public IList<(WorkItemKind Kind, byte[] Payload, int Slot)> Items { get; } = [];

    /// <summary>Reads a store.</summary>
    /// <param name="store">The store, open.</param>
    /// <returns>What is live in it.</returns>
    public static async Task<ReadBack> FromAsync(INotificationStore store)
    {
        var read = new ReadBack();
        await store.ReadLiveAsync(read, CancellationToken.None);
        return read;
    }

    /// <inheritdoc/>
    public void Take(in AcceptedEvent accepted)
    {
        (States.Count > 0 || _hasBegunItems).ShouldBeFalse("events come first");
        Events.Add(accepted);
    }

    /// <inheritdoc/>
    public void Take(ContentRecord content)
    {
        (States.Count > 0 || _hasBegunItems).ShouldBeFalse("contents come first");
        Contents.Add(content);
    }

    /// <inheritdoc/>
    public void Take(StateKind kind, ReadOnlySpan<byte> payload, long version, int slot)
    {
        _hasBegunItems.ShouldBeFalse("states come before items");
        States.Add((kind, payload.ToArray(), version, slot));
    }

    /// <inheritdoc/>
    public ILiveItemSink BeginItems()
    {
        _hasBegunItems = true;
        return this;
    }

    /// <inheritdoc/>
    public WorkItem? Take(WorkItemKind kind, ReadOnlySpan<byte> payload, int slot)
    {
        var bytes = payload.ToArray();
        lock (_gate)
            Items.Add((kind, bytes, slot));
        return null;
    }
}
