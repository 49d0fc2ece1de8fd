namespace Notifications.Storage;

internal static class RandomRecords
{
    private static readonly string[] Texts = ["", "a", "incident.detected", "žluť", "🦄", "a b\tc", new('x', 300)];

    public static AcceptedEvent Accepted(Random random) => new(
        new NotificationId(random.NextInt64(1, long.MaxValue), random.NextInt64(0, 1L << 47)), Event(random), (PublishKind)random.Next(2), random.Next(1000));

    public static NotificationEvent Event(Random random) => new()
    {
        Type = Text(random) ?? "t",
        Id = Text(random),
        Source = Text(random),
        Subject = Text(random),
        Time = random.Next(2) == 0 ? null : Time(random),
        Severity = (Severity)random.Next(5),
        Status = (NotificationStatus)random.Next(4),
        TenantId = Text(random),
        Labels = Enumerable.Range(0, random.Next(5)).ToDictionary(i => $"{random.Next(3)}{i}", _ => Text(random) ?? "v"),
        Data = random.Next(2) == 0 ? null : EventData.FromJson("{\"a\":" + random.Next() + "}"),
        CorrelationKey = Text(random),
        IdempotencyKey = Text(random),
        TraceParent = Text(random),
        Drill = random.Next(4) == 0,
    };

    public static AggregateSummary Summary(Random random) => new()
    {
        Count = random.Next(),
        First = Time(random),
        Last = Time(random),
        Samples = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Event(random))],
    };

    public static void ShouldBeSame(in AcceptedEvent read, in AcceptedEvent written)
    {
        read.Event.Labels.ShouldBe(written.Event.Labels.OrderBy(p => p.Key, StringComparer.Ordinal));
        (read.Event.Time?.Offset).ShouldBe(written.Event.Time?.Offset);
        (read with { Event = read.Event with { Labels = LabelSet.Empty } })
            .ShouldBe(written with { Event = written.Event with { Labels = LabelSet.Empty } });
    }

    private static string? Text(Random random) => random.Next(4) == 0 ? null : Texts[random.Next(Texts.Length)];

    private static DateTimeOffset Time(Random random) =>
        new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.Zero)
            .ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841)));
}
