using System.Buffers;
using Notifications.Audit;

namespace Notifications.Conformance.Storage;

/// <summary>All that a <see cref="RoundTripStore"/> has: bytes by identity. Survives the object that wrote it.</summary>
internal sealed class StoredBytes
{
    private readonly Dictionary<long, int> _contentUses = [];

    public Lock Gate { get; } = new();

    public Dictionary<long, byte[]> Events { get; } = [];

    public Dictionary<long, byte[]> Contents { get; } = [];

    public Dictionary<long, StoredItem> Items { get; } = [];

    public Dictionary<(StateKind Kind, string Key), StoredState> States { get; } = [];

    public Dictionary<(string TenantId, string Key), byte[]> Keys { get; } = [];

    public List<byte[]> Decisions { get; } = [];

    public List<byte[]> Audits { get; } = [];

    public List<StoredItem> Finished { get; } = [];

    public int Incarnation { get; set; }

    public int LastSlot { get; set; }

    public void UseContent(long contentId) => _contentUses[contentId] = _contentUses.GetValueOrDefault(contentId) + 1;

    /// <summary>Forgets content when the last live item that refers to it goes.</summary>
    public void ReleaseContent(long contentId)
    {
        if (_contentUses.TryGetValue(contentId, out var uses) && uses > 1)
            _contentUses[contentId] = uses - 1;
        else if (_contentUses.Remove(contentId))
            Contents.Remove(contentId);
    }

    /// <summary>Serialises a record, as a store does during the commit.</summary>
    public static byte[] Of(StoreRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        record.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(in AcceptedEvent accepted)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Accepted(accepted);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(in DecisionRecord decision)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Decision(decision);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(AuditRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Audit(record);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(in IdempotencyClaim claim)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Claim(claim);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Of(NotificationContent content)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Content(content);
        return output.WrittenSpan.ToArray();
    }
}
