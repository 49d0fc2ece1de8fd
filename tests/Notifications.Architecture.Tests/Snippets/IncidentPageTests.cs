using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Hosting;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The forms of <c>docs/incidents.md</c> bind, and a host starts with them.</summary>
public sealed class IncidentPageTests
{
    private static readonly (string Name, string Value)[] Secrets =
    [
        ("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T000/B000/XXXX"),
        ("SLACK_BOT_TOKEN", "xoxb-0000-0000-XXXX"),
        ("SMTP_USERNAME", "incidents@example.com"),
        ("SMTP_PASSWORD", "XXXX"),
        ("PAGERDUTY_INTEGRATION_KEY", "e93facc04764012d7bfb002500d5d1a6"),
        ("WEBHOOK_SIGNING_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "webhook")]
    [InlineData(1, "slack")]
    [InlineData(2, "slack,email,pagerduty,webhook")]
    public async Task Form_WithItsVariables_Starts(int form, string channels)
    {
        Set(true);
        using var host = Build(form);
        await host.StartAsync(Cancellation);
        var engine = host.Services.GetRequiredService<INotificationEngine>();
        engine.GetStatistics().Channels.Select(static c => c.Name).ShouldBe(channels.Split(','), ignoreOrder: true);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Form_WithoutItsVariables_NamesAllThatAreMissing()
    {
        Set(false);
        using var host = Build(2);
        var error = await Should.ThrowAsync<AggregateException>(() => host.StartAsync(Cancellation));
        var failures = string.Join('\n', error.InnerExceptions.OfType<OptionsValidationException>().SelectMany(static e => e.Failures));
        foreach (var (name, _) in Secrets.Where(static s => s.Name != "SLACK_WEBHOOK_URL"))
            failures.ShouldContain($"the environment variable {name} is missing");
        Set(true);
    }

    [Fact]
    public async Task Desk_WithoutChannels_TellsNobodyAndWorks()
    {
        var outage = new Outage("4711", IncidentState.Detected, "P0", "API Gateway Down", "1", DateTimeOffset.UnixEpoch);
        (await new OutageDesk().ResolveAsync(outage, "lea", "restarted", Cancellation)).ShouldBe("not configured");

        var builder = Host.CreateEmptyApplicationBuilder(null);
        Incidents.AddIncidents(builder);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        var desk = ActivatorUtilities.CreateInstance<OutageDesk>(host.Services);
        (await desk.ResolveAsync(outage, "lea", "restarted", Cancellation)).ShouldBe("told");
        host.Services.GetRequiredService<INotificationEngine>().GetStatistics().Unrouted.ShouldBe(1);
        await host.StopAsync(Cancellation);
    }

    private static IHost Build(int form)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Forms()[form])));
        Incidents.AddChannels(builder);
        return builder.Build();
    }

    /// <summary>The JSON blocks of the page, in their order.</summary>
    private static string[] Forms() =>
        [.. Repository.Read("docs/incidents.md").Split("```json\n").Skip(1).Select(static block => block[..block.IndexOf("```", StringComparison.Ordinal)])];

    private static void Set(bool isGiven)
    {
        foreach (var (name, value) in Secrets)
            Environment.SetEnvironmentVariable(name, isGiven ? value : null);
    }
}
