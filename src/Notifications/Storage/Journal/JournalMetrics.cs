using System.Diagnostics.Metrics;
using Notifications.Telemetry;

namespace Notifications.Storage.Journal;

/// <summary>The journal's instruments. Measured is each group, never each commit.</summary>
internal sealed class JournalMetrics
{
    private readonly Func<JournalFigures?> _read;
    private readonly Histogram<double>? _flush;
    private readonly Histogram<double>? _checkpoint;
    private readonly Histogram<int>? _group;
    private readonly Counter<long>? _written;
    private readonly Counter<long>? _refused;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Makes the meter; null for a journal that nobody observes.</param>
    /// <param name="read">Reads the journal; null before it is open.</param>
    public JournalMetrics(IMeterFactory? meters, Func<JournalFigures?> read)
    {
        _read = read;
        if (meters?.Create(NotificationTelemetry.MeterName) is not { } meter)
            return;
        _flush = meter.CreateHistogram<double>(JournalMetricNames.FlushDuration, "s", "How long the disk took to confirm a group of commits.");
        _group = meter.CreateHistogram<int>(JournalMetricNames.GroupSize, "{commit}", "How many commits one confirmation covered.");
        _checkpoint = meter.CreateHistogram<double>(JournalMetricNames.CheckpointDuration, "s", "How long a checkpoint took.");
        _written = meter.CreateCounter<long>(JournalMetricNames.Written, "By", "Bytes of commits written.");
        _refused = meter.CreateCounter<long>(JournalMetricNames.Refused, "{commit}", "New work refused because the disk has no room.");
        meter.CreateObservableGauge(JournalMetricNames.Size, () => Read(static f => f.FileBytes), "By", "Bytes of the journal's segments and its checkpoint on disk.");
        meter.CreateObservableGauge(JournalMetricNames.Live, () => Read(static f => f.LiveBytes), "By", "Bytes of the live items and states, as last written.");
        meter.CreateObservableGauge(JournalMetricNames.Segments, () => Read(static f => f.Segments), "{segment}", "Segments that no checkpoint covers.");
        meter.CreateObservableGauge(JournalMetricNames.Problem, ReadProblems, "{problem}", "1 while something is wrong with the journal, by kind.");
    }

    public void Flushed(TimeSpan took) => _flush?.Record(took.TotalSeconds);

    public void Written(int commits, long bytes)
    {
        _group?.Record(commits);
        _written?.Add(bytes);
    }

    public void Refused(int commits) => _refused?.Add(commits);

    public void Compacted(TimeSpan took) => _checkpoint?.Record(took.TotalSeconds);

    private Measurement<long>[] Read(Func<JournalFigures, long> select) => _read() is { } figures ? [new(select(figures))] : [];

    private Measurement<int>[] ReadProblems() => _read() is not { } figures
        ? []
        :
        [
            new(figures.IsFull ? 1 : 0, new KeyValuePair<string, object?>(TagNames.Kind, "full")),
            new(figures.IsUnprepared ? 1 : 0, new KeyValuePair<string, object?>(TagNames.Kind, "unprepared")),
            new(figures.HasFailed ? 1 : 0, new KeyValuePair<string, object?>(TagNames.Kind, "failed")),
            new(figures.IsDamaged ? 1 : 0, new KeyValuePair<string, object?>(TagNames.Kind, "damaged")),
        ];
}
