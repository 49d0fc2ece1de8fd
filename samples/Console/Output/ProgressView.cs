using System.Globalization;
using Notifications.Hosting;
using Notifications.Samples.Storm.Running;
using Notifications.Samples.Storm.Settings;
using Notifications.Tracking;
using Spectre.Console;

namespace Notifications.Samples.Storm.Output;

/// <summary>Shows a run while it lasts: a table that is redrawn, or a plain line every other second without a terminal.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(2);

    public static async Task ShowAsync(Task work, INotificationEngine engine, Intake intake, SampleOptions options)
    {
        var rate = new Rate();

        // What prints its own lines cannot be redrawn.
        if (Screen.IsTerminal && !options.PrintAccepted && !options.Verbose)
            await AnsiConsole.Live(new Table()).AutoClear(true).StartAsync(live => RedrawAsync(live, work, engine, intake, rate));
        else
            await ReportAsync(work, engine, intake, rate);
        await work;
    }

    private static async Task RedrawAsync(LiveDisplayContext live, Task work, INotificationEngine engine, Intake intake, Rate rate)
    {
        while (!work.IsCompleted)
        {
            live.UpdateTarget(Draw(engine.GetStatistics(), intake, rate));
            await Task.WhenAny(work, Task.Delay(Redraw));
        }
    }

    private static async Task ReportAsync(Task work, INotificationEngine engine, Intake intake, Rate rate)
    {
        while (await Task.WhenAny(work, Task.Delay(Report)) != work)
        {
            var s = engine.GetStatistics();
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{intake.Lines:N0} events ({rate.Next(intake.Lines):N0}/s), {s.Created:N0} messages, queued: {Queues(s)}, held: {Held(s)}"));
        }
    }

    private static Table Draw(NotificationStatistics s, Intake intake, Rate rate)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("Events").AddColumn("Messages").AddColumn("Queued").AddColumn("Held");
        return table.AddRow(
            string.Create(CultureInfo.InvariantCulture, $"{intake.Lines:N0}  [dim]{rate.Next(intake.Lines):N0}/s[/]"),
            s.Created.ToString("N0", CultureInfo.InvariantCulture),
            Markup.Escape(Queues(s)),
            Markup.Escape(Held(s)));
    }

    private static string Queues(NotificationStatistics s) =>
        string.Join(", ", s.Channels.Select(static c => $"{c.Name} {c.Queued}{(c.IsResting ? " (resting)" : string.Empty)}"));

    private static string Held(NotificationStatistics s)
    {
        var busy = s.Channels.Sum(static c => (long)c.Queued + c.Active);
        return string.Create(CultureInfo.InvariantCulture, $"{s.PendingMatches:N0} repetitions, {Math.Max(0, s.Pending - busy):N0} for a retry, a limit or their turn");
    }
}
