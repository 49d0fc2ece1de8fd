using System.Buffers.Binary;
using System.Threading.Tasks.Sources;
using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Writing;

/// <summary>A batch on its way into the journal: its bytes, made by the caller, and what the writer has to check. Used again by later callers.</summary>
internal sealed class CommitRequest : IValueTaskSource<CommitResult>
{
    private const int MostSpare = 1024;
    private static readonly SparePool<CommitRequest> Spares = new(MostSpare);
    private ManualResetValueTaskSourceCore<CommitResult> _source;

    /// <summary>The entries.</summary>
    public RequestBuffer Bytes { get; } = new();

    public List<StagedChange> Changes { get; } = [];

    public List<IdempotencyClaim> Claims { get; } = [];

    public List<AcceptedEvent> Events { get; } = [];

    public List<DecisionRecord> Decisions { get; } = [];

    public List<Audit.AuditRecord> Audits { get; } = [];

    /// <summary>The bytes of its events and contents.</summary>
    public int Shared { get; private set; }

    /// <summary>What is answered when the group is confirmed.</summary>
    public CommitResult Result { get; set; }

    /// <summary>It brings new work, for which a full disk has no room.</summary>
    public bool IsNewWork { get; private set; }

    public static CommitRequest Rent() => Spares.TryTake(out var request) ? request : new CommitRequest();

    /// <summary>Writes a batch down.</summary>
    /// <param name="batch">The batch.</param>
    public void Take(ChangeBatch batch)
    {
        foreach (ref readonly var accepted in batch.Events)
        {
            var at = Begin();
            new RecordWriter(Bytes).Accepted(accepted);
            End(at, new EntryHeader { Kind = EntryKind.Event, Id = accepted.Id.Value });
            Events.Add(accepted);
            IsNewWork |= !accepted.IsRepeated;
        }

        foreach (ref readonly var content in batch.Contents)
        {
            var at = Begin();
            new RecordWriter(Bytes).Content(content.Content);
            End(at, new EntryHeader { Kind = EntryKind.Content, Id = content.Id });
        }

        Shared = Bytes.Length;
        foreach (ref readonly var change in batch.Items)
            Take(change.Item, change.Kind);
        foreach (ref readonly var change in batch.States)
            Take(change.State, change.Kind);
        foreach (ref readonly var claim in batch.Keys)
        {
            var at = Begin();
            new RecordWriter(Bytes).Claim(claim);
            End(at, new EntryHeader { Kind = EntryKind.Key });
            Claims.Add(claim);
        }

        foreach (ref readonly var decision in batch.Decisions)
        {
            var at = Begin();
            new RecordWriter(Bytes).Decision(decision);
            End(at, new EntryHeader { Kind = EntryKind.Decision, EventId = decision.EventId });
            Decisions.Add(decision);
        }

        foreach (var record in batch.Audits)
        {
            var at = Begin();
            new RecordWriter(Bytes).Audit(record);
            End(at, new EntryHeader { Kind = EntryKind.Audit, Id = record.Id.Value });
            Audits.Add(record);
        }
    }

    /// <summary>Writes down that a process has taken the store.</summary>
    /// <param name="incarnation">Its incarnation.</param>
    public void Open(int incarnation) => End(Begin(), new EntryHeader { Kind = EntryKind.Opened, Id = incarnation });

    /// <summary>Answers the caller, on this thread.</summary>
    public void Execute() => _source.SetResult(Result);

    public ValueTask<CommitResult> AsTask() => new(this, _source.Version);

    public CommitResult GetResult(short token)
    {
        var result = _source.GetResult(token);
        Return();
        return result;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>Gives the request to the next caller.</summary>
    public void Return()
    {
        _source.Reset();
        Bytes.Clear();
        Changes.Clear();
        Claims.Clear();
        Events.Clear();
        Decisions.Clear();
        Audits.Clear();
        IsNewWork = false;
        Shared = 0;
        Result = default;
        Spares.Give(this);
    }

    private void Take(WorkItem item, ChangeKind kind)
    {
        var at = Begin();
        var contents = item.ContentIds;
        for (var i = 0; i < contents.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Bytes.GetSpan(sizeof(long)), contents[i]);
            Bytes.Advance(sizeof(long));
        }

        // The epoch may rise while the commit is under way; what is written and what is compared must be the same.
        var epoch = item.Epoch;
        item.WriteTo(Bytes);
        var waiting = item.WaitingEvents;
        Changes.Add(new StagedChange(item, kind, item.Id, epoch, waiting, at, Bytes.Length - at));
        End(at, new EntryHeader
        {
            Kind = EntryKind.Item,
            Change = kind,
            Sub = (byte)item.Kind,
            Epoch = epoch,
            Waiting = waiting,
            Contents = contents.Count,
            Id = item.Id,
            EventId = item.EventId,
        });
    }

    private void Take(KeyedState state, ChangeKind kind)
    {
        var at = Begin();
        var version = state.Version;
        if (kind != ChangeKind.Remove)
            state.WriteTo(Bytes);
        var waiting = state.WaitingEvents;
        Changes.Add(new StagedChange(state, kind, version, 0, waiting, at, Bytes.Length - at));
        End(at, new EntryHeader { Kind = EntryKind.State, Change = kind, Sub = (byte)state.Kind, Waiting = waiting, Id = version });
    }

    private int Begin()
    {
        var at = Bytes.Length;
        Bytes.GetSpan(EntryHeader.Size);
        Bytes.Advance(EntryHeader.Size);
        return at;
    }

    private void End(int at, EntryHeader header)
    {
        header.Length = Bytes.Length - at - EntryHeader.Size - (header.Contents * sizeof(long));
        header.Write(Bytes.From(at));
    }
}
