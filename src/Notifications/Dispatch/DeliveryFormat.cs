using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>How a delivery is written down. The event and the content are referred to, so that a fan-out stores them once.</summary>
internal static class DeliveryFormat
{
    public static void Write(Delivery d, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        var details = d.Details;
        w.Byte(RecordWriter.Version);
        w.Int(d.Id);
        w.Int(d.EventNumber);
        w.Fixed64(d.CreatedTicks);
        w.Text(d.Runtime.Name);
        w.Text(d.Destination);
        w.Text(d.RuleName);
        w.Text(d.TenantId);
        w.Byte((byte)StateToStore(d));
        w.Byte((byte)d.Lane);
        w.Byte((byte)d.SourceEvent.Status);
        w.Byte((byte)d.Flags);
        w.Fixed64((long)d.Reasons);
        w.Int(d.Epoch);
        w.Fixed64(d.DueTicks);
        w.Fixed64(d.LeasedTicks);
        w.Fixed64(d.FinishedTicks);
        w.Int(d.Attempts);
        w.Bool(details is not null);
        if (details is null)
            return;
        w.Fixed64(details.AcceptedTicks ?? d.CreatedTicks);
        w.Fixed64(details.SendAtTicks ?? 0);
        w.Bool(details.Alert is not null);
        w.Aggregate(details.Aggregate);
        w.Int(details.Content?.Id ?? 0);
        w.Text(details.ProviderMessageId);
        w.Text(details.PreviousProviderMessageId);
        w.Text(details.Category);
        w.Text(details.RecipientId);
        w.Text(details.BatchId);
        w.Text(details.OriginChannel);
        w.Int(details.FallbackStep);
        w.Int(details.TargetIndex);
        w.Int(details.PublishDepth);
        w.Count(details.AttemptRecords?.Count ?? 0);
        foreach (var attempt in details.AttemptRecords ?? [])
            WriteAttempt(w, attempt);
    }

    public static StoredDelivery Read(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var id = r.Int();
        var eventNumber = r.Int();
        var created = r.Fixed64();
        var channel = r.RequiredText();
        var destination = r.Text();
        var rule = r.Text();
        var tenant = r.RequiredText();
        var state = (DeliveryState)r.Byte();
        var lane = (Priority)r.Byte();
        var status = (NotificationStatus)r.Byte();
        var flags = (DeliveryFlags)r.Byte();
        var reasons = (ulong)r.Fixed64();
        var epoch = r.Int32();
        var due = r.Fixed64();
        var leased = r.Fixed64();
        var finished = r.Fixed64();
        var attempts = r.Int32();
        var hasDetails = r.Bool();
        var accepted = hasDetails ? r.Fixed64() : created;
        var sendAt = hasDetails ? r.Fixed64() : 0;
        var isTracked = hasDetails && r.Bool();
        var aggregate = hasDetails ? r.Aggregate() : null;
        var content = hasDetails ? r.Int() : 0;
        var providerId = hasDetails ? r.Text() : null;
        var stored = new StoredDelivery
        {
            Flags = flags,
            Reasons = reasons,
            Epoch = epoch,
            DueTicks = due,
            LeasedTicks = leased,
            AcceptedTicks = accepted,
            SendAtTicks = sendAt,
            ContentId = content,
            IsTracked = isTracked,
            Aggregate = aggregate,
            PreviousProviderMessageId = hasDetails ? r.Text() : null,
            Category = hasDetails ? r.Text() : null,
            RecipientId = hasDetails ? r.Text() : null,
            BatchId = hasDetails ? r.Text() : null,
            OriginChannel = hasDetails ? r.Text() : null,
            FallbackStep = hasDetails ? r.Int32() : 0,
            TargetIndex = hasDetails ? r.Int32() : 0,
            PublishDepth = hasDetails ? r.Int32() : 0,
            AttemptsUsed = attempts,
            Record = new DeliveryRecord
            {
                Id = new NotificationId(id, new DateTimeOffset(created, TimeSpan.Zero)),
                EventId = eventNumber,
                State = state,
                Channel = channel,
                Destination = destination,
                Rule = rule,
                TenantId = tenant,
                Priority = lane,
                Status = status,
                Drill = (flags & DeliveryFlags.Drill) != 0,
                EventCount = aggregate?.Count ?? 1,
                CreatedAt = new DateTimeOffset(created, TimeSpan.Zero),
                DueAt = Instant(due),
                FinishedAt = Instant(finished),
                ProviderMessageId = providerId,
                Reasons = Unpack(reasons),
            },
        };
        var records = hasDetails ? ReadAttempts(ref r) : [];
        return stored with { Record = stored.Record with { Attempts = Complete(records, attempts, channel, state, leased, finished) } };
    }

    public static DeliveryRecord ToRecord(Delivery d) => new()
    {
        Id = d.GetId(),
        EventId = d.EventNumber,
        State = d.State,
        Channel = d.Runtime.Name,
        Destination = d.Destination,
        Rule = d.RuleName,
        TenantId = d.TenantId,
        Priority = d.Lane,
        Status = d.SourceEvent.Status,
        Drill = d.IsDrill,
        EventCount = d.Details?.Aggregate?.Count ?? 1,
        CreatedAt = new DateTimeOffset(d.CreatedTicks, TimeSpan.Zero),
        DueAt = d.IsOver ? null : Instant(d.DueTicks),
        FinishedAt = Instant(d.FinishedTicks),
        ProviderMessageId = d.Details?.ProviderMessageId,
        Attempts = Complete(d.Details?.AttemptRecords?.ToArray() ?? [], d.Attempts, d.Runtime.Providers[0].Name, d.State, d.LeasedTicks, d.FinishedTicks),
        Reasons = Unpack(d.Reasons),
    };

    private static DeliveryState StateToStore(Delivery d)
    {
        var state = d.State;
        return state is DeliveryState.Leased or DeliveryState.InDoubt ? d.NextState : state;
    }

    /// <summary>A delivery that succeeded at once has no attempt written down: it follows from the rest.</summary>
    private static IReadOnlyList<AttemptRecord> Complete(AttemptRecord[] records, int attempts, string provider, DeliveryState state, long leased, long finished)
    {
        if (records.Length > 0 || attempts != 1 || state is not (DeliveryState.Delivered or DeliveryState.Sent))
            return records;
        var result = state == DeliveryState.Delivered ? DeliveryResultKind.Delivered : DeliveryResultKind.Accepted;
        return [new AttemptRecord(1, provider, new DateTimeOffset(leased, TimeSpan.Zero), new DateTimeOffset(finished, TimeSpan.Zero), result, null, null)];
    }

    private static void WriteAttempt(RecordWriter w, AttemptRecord attempt)
    {
        w.Int(attempt.Number);
        w.Text(attempt.Provider);
        w.Time(attempt.StartedAt);
        w.Time(attempt.EndedAt);
        w.Byte((byte)attempt.Result);
        w.Text(attempt.Reason);
        w.OptionalTime(attempt.NextAt);
    }

    private static AttemptRecord[] ReadAttempts(ref RecordReader r)
    {
        var attempts = new AttemptRecord[r.Count()];
        for (var i = 0; i < attempts.Length; i++)
            attempts[i] = new AttemptRecord(r.Int32(), r.RequiredText(), r.Time(), r.Time(), (DeliveryResultKind)r.Byte(), r.Text(), r.OptionalTime());
        return attempts;
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static DecisionReason[] Unpack(ulong reasons)
    {
        var count = 0;
        for (var rest = reasons; rest != 0; rest >>= 8)
            count++;
        var unpacked = new DecisionReason[count];
        for (var i = count - 1; i >= 0; i--, reasons >>= 8)
            unpacked[i] = (DecisionReason)(byte)reasons;
        return unpacked;
    }
}
