using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifications.Configuration;
using Notifications.History;
using Notifications.Hosting;
using Notifications.Samples.Storm.Channels;
using Notifications.Samples.Storm.Input;
using Notifications.Samples.Storm.Output;
using Notifications.Samples.Storm.Settings;
using Notifications.Simulation;
using Notifications.Storage.Journal;

namespace Notifications.Samples.Storm.Running;

/// <summary>One run from its start to its totals.</summary>
internal static class SampleRun
{
    public static async Task<int> RunAsync(SampleOptions options)
    {
        try
        {
            var outside = new OutsideChannels(
                options.Webhook is { } url ? OutsideWebhook.Create(url, options.WebhookSecret) : null,
                options.Smtp is { } server ? OutsideEmail.Create(server) : null,
                options.Slack is { } hook ? OutsideSlack.Create(hook) : null,
                options.PagerDuty is { } pager ? OutsidePagerDuty.Create(pager, options.PagerDutyKey) : null);
            using var interrupts = new Interrupts();
            await using var input = Open(options.Input);
            await using var lines = new ReplayedLines(new EventSource(input).ReadAsync(interrupts.Finish));
            var position = new ReplayPosition(options.Journal);
            var clock = options.Live ? null : new SimulatedClock(Begin(await lines.PeekTimeAsync(), position.Read()));
            using var host = SampleHost.Build(options, outside, clock);
            return await RunAsync(options, host, clock, lines, interrupts, position);
        }
        catch (OptionsValidationException error)
        {
            await Console.Error.WriteLineAsync(error.OptionsType == typeof(JournalOptions) ? error.Message : $"What the options lead to is not valid: {error.Message}");
            await Console.Error.WriteLineAsync(Usage.Text);
            return ExitCodes.BadArguments;
        }
        catch (NotificationsConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCodes.Failed;
        }
        catch (JournalException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCodes.Failed;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"The input cannot be read: {error.Message}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>What an earlier run has left must not be found too late: its events are of their own time, and so are its deadlines.</summary>
    private static DateTimeOffset Begin(DateTimeOffset? first, DateTimeOffset? left) =>
        first is null || left < first ? left ?? TimeProvider.System.GetUtcNow() : first.Value;

    private static async Task<int> RunAsync(SampleOptions options, IHost host, SimulatedClock? clock, ReplayedLines lines, Interrupts interrupts, ReplayPosition position)
    {
        await host.StartAsync(CancellationToken.None);
        if (clock is null)
            position.Forget();
        else
            position.Note(clock.GetUtcNow());
        var engine = host.Services.GetRequiredService<INotificationEngine>();
        var intake = new Intake(host.Services.GetRequiredService<INotificationPublisher>(), options.PrintAccepted);
        var started = Stopwatch.GetTimestamp();
        var work = clock is null
            ? new LiveRunner(host, engine, intake, interrupts).RunAsync(lines.ReadAsync())
            : new ReplayRunner(engine, clock, intake, interrupts, position).RunAsync(lines.ReadAsync());
        await ProgressView.ShowAsync(work, engine, intake, options);

        var totals = new Totals(engine.GetStatistics(), intake, Stopwatch.GetElapsedTime(started));
        SummaryTable.Write(totals);
        await FailureView.ShowAsync(totals, host.Services.GetRequiredService<INotificationHistory>());
        if (options.Explain is { } id)
            await Console.Out.WriteLineAsync((await engine.ExplainAsync(id))?.ToString() ?? $"Nothing is known of the event '{id}'.");
        if (options.Json)
            await Console.Out.WriteLineAsync(SummaryJson.Write(totals));
        return ExitCodes.Done;
    }

    private static Stream Open(string? input) =>
        input == "-" ? Console.OpenStandardInput() : File.OpenRead(input ?? Path.Combine(AppContext.BaseDirectory, "data", "storm.jsonl"));
}
