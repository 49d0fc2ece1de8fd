using Microsoft.Extensions.DependencyInjection;
using Notifications.Samples.Storm.Channels;
using Notifications.Samples.Storm.Settings;

namespace Notifications.Samples.Storm.Running;

/// <summary>Who hears about what, as far as code says it; the numbers are in appsettings.json.</summary>
internal static class SampleRules
{
    public static void AddSample(this INotificationsBuilder n, SampleOptions options, OutsideChannels outside)
    {
        var output = options.Verbose ? Console.Out : null;
        n.AddHandlebars(static o => o.Brand.Name = "Storm")
            .AddTemplates(Path.Combine(AppContext.BaseDirectory, "templates"))
            .AddChannel("pager", new PrintChannel(output))
            .AddChannel("chat", new PrintChannel(output))
            .AddRule("pages", r => r.MinSeverity(Severity.High).To("pager").Template("storm").Priority(10).Stop().Debounce())
            .AddRule("chat", r => r.To("chat").Template("storm").Priority(20).Debounce());
        if (options.Locale is { } locale)
            n.ConfigureEngine(o => o.DefaultLocale = locale);
        if (outside.Email is { } email)
            n.AddPagesTo(OutsideEmail.Name, email, -30, "infrastructure-alert");
        if (outside.Slack is { } slack)
            n.AddPagesTo(OutsideSlack.Name, slack, -31);
        if (outside.PagerDuty is { } pagerDuty)
            n.AddPagesTo(OutsidePagerDuty.Name, pagerDuty, -32, "storm");
        if (outside.Webhook is { } webhook)
            n.AddEverythingTo(webhook);
    }

    /// <summary>What is high or critical goes there too: before all rules that stop, and without stopping itself. Without a template in the channel's own form.</summary>
    private static void AddPagesTo(this INotificationsBuilder n, string name, INotificationChannel channel, int priority, string? template = null) => n
        .AddChannel(name, channel)
        .AddRule(name, r =>
        {
            r.MinSeverity(Severity.High).To(name).Priority(priority).Debounce();
            if (template is not null)
                r.Template(template);
        });

    /// <summary>Every event goes there, and nowhere else. Repetitions of an alert are summarised; messages without a status pass one by one.</summary>
    private static void AddEverythingTo(this INotificationsBuilder n, INotificationChannel webhook) => n
        .AddChannel(OutsideWebhook.Name, webhook)
        .ConfigureChannel(OutsideWebhook.Name, static o => o.Workers = 16)
        .AddRule("webhook-alerts", static r => r
            .WithStatus(NotificationStatus.Firing, NotificationStatus.Acknowledged, NotificationStatus.Resolved)
            .To(OutsideWebhook.Name)
            .Debounce(TimeSpan.FromMinutes(5), threshold: 50)
            .Priority(-20)
            .Stop())
        .AddRule("webhook-messages", static r => r.To(OutsideWebhook.Name).Priority(-10).Stop());
}
