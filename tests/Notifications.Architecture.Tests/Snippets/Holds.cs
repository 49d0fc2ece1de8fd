using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of the pages about silences and inhibition.</summary>
internal static class Holds
{
    public static void Inhibition(IServiceCollection services) =>
        // snippet: inhibition
        services.AddNotifications(n => n
            .AddInhibition("cluster-down", i => i
                .Source(s => s.WhereLabel("alertname=ClusterDown"))
                .Target(t => t.WhereLabel("severity=~\"warning|info\""))
                .Equal("cluster", "region"))
            .AddInhibition("node-and-network", i => i
                .Source(s => s.WhereLabel("alertname=NodeDown"))
                .Source(s => s.When("event.labels.alertname == 'NetworkDown' && event.severity >= severity.high"))
                .Target(t => t.OnEvent("pod.*"))
                .Equal("instance", target: "node")));
    // end

    // snippet: silences
    public static async Task DeployAsync(INotificationSilences silences, string user, CancellationToken cancellationToken)
    {
        var created = await silences.CreateAsync(
            new Silence
            {
                AnyOf = [EventSelector.Where("service=\"orders\"", "env=~\"prod|stage\""), EventSelector.When("event.data.deploy_id == 'd-42'")],
                EndsAt = DateTimeOffset.UtcNow.AddHours(1),
                CreatedBy = user,
                Comment = "deploy of orders",
            },
            cancellationToken: cancellationToken);
        if (!created.IsAccepted)
            throw new InvalidOperationException(created.Error!.Message);

        // ... and when the deploy is through before the hour is over:
        await silences.ExpireAsync(created.Silence!.Id, AuditActor.User(user), cancellationToken);
    }
    // end

    public static void FixedSilence(IServiceCollection services) =>
        // snippet: fixed-silence
        services.AddNotifications(n => n
            .AddSilence("backup", s => s
                .Where(w => w.WhereLabel("job=backup"))
                .Every("0 2 * * SUN", TimeSpan.FromHours(2), "Europe/Paris")
                .By("ops", "the weekly backup is loud")));
    // end
}
