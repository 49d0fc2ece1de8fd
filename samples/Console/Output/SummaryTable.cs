using System.Globalization;
using Spectre.Console;

namespace Notifications.Samples.Storm.Output;

/// <summary>The totals as a table; without a terminal as plain lines.</summary>
internal static class SummaryTable
{
    public static void Write(Totals totals)
    {
        if (Screen.IsTerminal)
            AnsiConsole.Write(Draw(totals));
        else
            WriteLines(totals);
    }

    private static Table Draw(Totals totals)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Events").AddColumn(new TableColumn("Count").RightAligned()).AddColumn("What it means");
        foreach (var (name, value, meaning) in Rows(totals))
            table.AddRow(Markup.Escape(name), $"[bold]{Markup.Escape(value)}[/]", $"[dim]{Markup.Escape(meaning)}[/]");
        return table;
    }

    private static void WriteLines(Totals totals)
    {
        foreach (var (name, value, meaning) in Rows(totals))
            Console.Out.WriteLine($"{name,-22}{value,12}  {meaning}".TrimEnd());
    }

    private static IEnumerable<(string Name, string Value, string Meaning)> Rows(Totals totals)
    {
        var s = totals.Statistics;
        yield return ("Accepted", Text(s.Accepted), Span(totals));
        yield return ("Refused", Text(totals.Refused), $"{Text(totals.Intake.Unreadable)} of them unreadable lines");
        yield return ("Duplicate", Text(s.Duplicate), "their idempotency key was known");
        yield return ("Unrouted", Text(s.Unrouted), "no rule took them");
        yield return ("Notified", Text(s.Notified), "made a message of their own");
        yield return ("Merged", Text(s.Merged), "told within another message");
        yield return ("Suppressed", Text(s.Suppressed), "nobody had to hear of them");
        yield return ("Messages", Text(s.Created), $"instead of {Text(s.Candidates)}");
        foreach (var channel in s.Channels)
        {
            if (channel.Delivered + channel.Failed > 0)
                yield return ("  " + channel.Name, Text(channel.Delivered), channel.Failed == 0 ? "delivered" : $"delivered, {Text(channel.Failed)} failed");
        }

        yield return ("  attempts", Text(s.Attempts), $"{totals.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, {Text((long)totals.EventsPerSecond)} events/s");
        yield return ("  failed", Text(totals.Failed), "rejected, expired or given up");
        yield return ("  cancelled", Text(s.Cancelled), "overtaken before they were sent");
        yield return ("  dropped", Text(s.Dropped), "over a limit that drops");
        yield return ("  pending", Text(s.Pending), $"{Text(s.PendingMatches)} events are held besides");
        yield return ("Noise reduction", totals.Reduction.ToString("0.0 %", CultureInfo.InvariantCulture), string.Empty);
    }

    private static string Span(Totals totals) => totals.Intake is { First: { } first, Last: { } last }
        ? string.Create(CultureInfo.InvariantCulture, $"{first.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {last.UtcDateTime:HH:mm:ss} UTC")
        : string.Empty;

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
