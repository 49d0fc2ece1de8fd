using System.Globalization;
using Notifications.Samples.Storm.Input;

namespace Notifications.Samples.Storm.Running;

/// <summary>Publishes lines, and says what became of them.</summary>
internal sealed class Intake(INotificationPublisher publisher, bool printAccepted)
{
    private long _lines;

    /// <summary>Lines read, without empty ones.</summary>
    public long Lines => Volatile.Read(ref _lines);

    /// <summary>Lines that held no event.</summary>
    public long Unreadable { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public async Task PublishAsync(InputLine line, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lines);
        if (line.Event is not { } notificationEvent)
        {
            Unreadable++;
            await ReportAsync(line.Number, line.Error!);
            return;
        }

        var result = await publisher.PublishAsync(notificationEvent, cancellationToken);
        if (result.Error is { } error)
            await ReportAsync(line.Number, error);
        else if (printAccepted && result.Kind != PublishKind.Duplicate)
            await Console.Out.WriteLineAsync("accepted " + result.EventId);
        if (result.IsAccepted)
            NoteTime(notificationEvent.Time);
    }

    private static Task ReportAsync(long line, NotificationError error) =>
        Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {line}: {error}"));

    private void NoteTime(DateTimeOffset? time)
    {
        First = First is null || time < First ? time : First;
        Last = Last is null || time > Last ? time : Last;
    }
}
