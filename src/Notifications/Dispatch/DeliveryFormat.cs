using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>How a delivery is written down. The event and the content are referred to, so that a fan-out stores them once.</summary>
internal static class DeliveryFormat
{
    /// <summary>The version of those whose attempts were cut off by the end of a process. Others are written as before, so that an earlier release can read them.</summary>
    private const byte InterruptedVersion = 2;

    /// <summary>The version of those that some of their recipients have and others have not; with all of the version before it.</summary>
    private const byte RemainingVersion = 3;

    public static void Write(Delivery d, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        var details = d.Details;
        var remaining = details?.Remaining;
        w.Byte(remaining is not null ? RemainingVersion : details is { Interruptions: > 0 } ? InterruptedVersion : RecordWriter.Version);
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
        w.Bool(details.Alert is not null && (remaining is null || RemainingRule.KeepsPlace(d.SourceEvent.Status)));
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
        for (var i = 0; i < details.AttemptRecords?.Count; i++)
            WriteAttempt(w, details.AttemptRecords[i]);
        if (remaining is not null || details.Interruptions > 0)
            w.Int(details.Interruptions);
        if (remaining is not null)
            RemainingFormat.Write(w, remaining);
    }

    public static StoredDelivery Read(ReadOnlySpan<byte> data)
    {
        var stored = new StoredDelivery();
        Read(data, stored);
        return stored;
    }

    /// <summary>Reads a delivery over the one that was read before it.</summary>
    public static void Read(ReadOnlySpan<byte> data, StoredDelivery into)
    {
        var r = new RecordReader(data);
        var version = r.Version(RemainingVersion);
        into.Begin();
        into.Id = r.Int();
        into.EventNumber = r.Int();
        into.CreatedTicks = r.Fixed64();
        into.Channel = r.Text(into.Channel) ?? throw r.Damaged("the channel is missing");
        into.Destination = r.Text();
        into.Rule = r.Text(into.Rule);
        into.TenantId = r.Text(into.TenantId) ?? throw r.Damaged("the tenant is missing");
        into.State = (DeliveryState)r.Byte();
        into.Lane = (Priority)r.Byte();
        into.Status = (NotificationStatus)r.Byte();
        into.Flags = (DeliveryFlags)r.Byte();
        into.Reasons = (ulong)r.Fixed64();
        into.Epoch = r.Int32();
        into.DueTicks = r.Fixed64();
        into.LeasedTicks = r.Fixed64();
        into.FinishedTicks = r.Fixed64();
        into.Attempts = r.Int32();
        into.HasDetails = r.Bool();
        into.Interruptions = 0;
        if (into.HasDetails)
            ReadDetails(ref r, into);
        else
            (into.AcceptedTicks, into.SendAtTicks, into.Aggregate, into.ContentId, into.IsTracked, into.ProviderMessageId, into.Records) = (into.CreatedTicks, 0, null, 0, false, null, []);
        if (version >= InterruptedVersion)
            into.Interruptions = r.Int32();
        into.Remaining = version >= RemainingVersion ? RemainingFormat.Read(ref r) : null;
    }

    public static DeliveryRecord ToRecord(StoredDelivery d) => new()
    {
        Id = new NotificationId(d.Id, new DateTimeOffset(d.CreatedTicks, TimeSpan.Zero)),
        EventId = d.EventNumber,
        State = d.State,
        Channel = d.Channel,
        Destination = Shown(d.Destination, d.Flags),
        Rule = d.Rule,
        TenantId = d.TenantId,
        Priority = d.Lane,
        Status = d.Status,
        Drill = (d.Flags & DeliveryFlags.Drill) != 0,
        EventCount = d.Aggregate?.Count ?? 1,
        CreatedAt = new DateTimeOffset(d.CreatedTicks, TimeSpan.Zero),
        DueAt = DeliveryRule.IsFinal(d.State) ? null : Instant(d.DueTicks),
        FinishedAt = Instant(d.FinishedTicks),
        ProviderMessageId = d.ProviderMessageId,
        OnlyFor = RemainingFormat.OnlyFor(d.Remaining, d.State),
        NotFor = RemainingFormat.NotFor(d.Remaining, d.State),
        Attempts = Complete(d.Records, d.Attempts, d.Channel, d.State, d.LeasedTicks, d.FinishedTicks),
        Reasons = Unpack(d.Reasons),
    };

    public static DeliveryRecord ToRecord(Delivery d) => new()
    {
        Id = d.GetId(),
        EventId = d.EventNumber,
        State = d.State,
        Channel = d.Runtime.Name,
        Destination = Shown(d.Destination, d.Flags),
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
        OnlyFor = RemainingFormat.OnlyFor(d.Details?.Remaining, d.State),
        NotFor = RemainingFormat.NotFor(d.Details?.Remaining, d.State),
        Attempts = Complete(d.Details?.AttemptRecords?.ToArray() ?? [], d.Attempts, d.Runtime.Providers[0].Name, d.State, d.LeasedTicks, d.FinishedTicks),
        Reasons = Unpack(d.Reasons),
    };

    private static void ReadDetails(ref RecordReader r, StoredDelivery into)
    {
        into.AcceptedTicks = r.Fixed64();
        into.SendAtTicks = r.Fixed64();
        into.IsTracked = r.Bool();
        into.Aggregate = r.Aggregate();
        into.ContentId = r.Int();
        into.ProviderMessageId = r.Text();
        into.PreviousProviderMessageId = r.Text();
        into.Category = r.Text(into.Category);
        into.RecipientId = r.Text();
        into.BatchId = r.Text(into.BatchId);
        into.OriginChannel = r.Text(into.OriginChannel);
        into.FallbackStep = r.Int32();
        into.TargetIndex = r.Int32();
        into.PublishDepth = r.Int32();
        into.Records = ReadAttempts(ref r);
    }

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
        var count = r.Count();
        if (count == 0)
            return [];
        var attempts = new AttemptRecord[count];
        for (var i = 0; i < attempts.Length; i++)
            attempts[i] = new AttemptRecord(r.Int32(), r.RequiredText(), r.Time(), r.Time(), (DeliveryResultKind)r.Byte(), r.Text(), r.OptionalTime());
        return attempts;
    }

    private static string? Shown(string? destination, DeliveryFlags flags) =>
        destination is null || (flags & DeliveryFlags.SecretDestination) == 0 ? destination : Tracking.SecretDestination.Redact(destination);

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
