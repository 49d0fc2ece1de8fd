using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
// snippet: template-catalog
using Notifications.Handlebars;
// end
using Notifications.Hosting;
using Notifications.Simulation;

namespace Notifications.Architecture.Tests.Snippets;

/// <summary>The code of the pages in <c>docs/concepts</c> and <c>docs/operations</c>.</summary>
internal static class Concepts
{
    public static void Debounce(IServiceCollection services) =>
        // snippet: debounce
        services.AddNotifications(n => n
            .AddRule("incidents", r => r
                .OnEvent("incident.*")
                .Debounce(window: TimeSpan.FromSeconds(30), threshold: 6, cooldown: TimeSpan.FromHours(1))
                .To("hooks")));
    // end

    public static void Delivery(IServiceCollection services) =>
        // snippet: delivery
        services.AddNotifications(n => n
            .AddWebhook("hooks", o => o.Url = "https://hooks.example.com/in")
            .AddWebhook("standby", o => o.Url = "https://standby.example.com/in")
            .AddRule("incidents", r => r.OnEvent("incident.*").To("hooks").FallbackTo("standby"))
            .ConfigureChannel("hooks", o =>
            {
                o.Workers = 16;
                o.Attempts = 5;
                o.Rate = new RateOptions { Count = 50, Window = TimeSpan.FromSeconds(1), Burst = 10 };
            }));
    // end

    public static void Journal(IServiceCollection services) =>
        // snippet: journal
        services.AddNotifications(n => n.AddJournal("/var/lib/acme/notifications"));
    // end

    // snippet: template-catalog
    public static async Task ChangeAsync(ITemplateCatalog templates, CancellationToken cancellationToken)
    {
        var changed = templates.Find("disk-full")! with { Texts = [new() { Text = "{{event.subject}}: {{number used}} %" }], CreatedBy = "anna" };
        foreach (var problem in templates.Check(changed))
            Console.WriteLine(problem);
        var sample = new NotificationEvent { Type = "disk.full", Subject = "db-1", Data = EventData.FromJson("""{"used":97}""") };
        Console.WriteLine(templates.Preview(changed, new TemplateContext { Event = sample, Channel = "console", Now = DateTimeOffset.UtcNow }).Text);

        var saved = await templates.SaveAsync(changed, cancellationToken);
        Console.WriteLine(saved.IsSaved ? $"saved as version {saved.Document!.Version}" : string.Join('\n', saved.Problems));
        foreach (var version in await templates.GetHistoryAsync("disk-full", cancellationToken: cancellationToken))
            Console.WriteLine($"{version.Version} by {version.CreatedBy}");
        await templates.RollBackAsync("disk-full", tenantId: null, version: 1, by: "anna", cancellationToken);
    }

    // end

    public static void Templates(IServiceCollection services) =>
        // snippet: templates
        services.AddNotifications(n => n
            .AddHandlebars(o =>
            {
                o.Brand.Name = "Acme Operations";
                o.TimeZone = "Europe/Paris";
            })
            .AddTemplate(new TemplateDocument
            {
                Name = "disk-full",
                Variables = [new() { Name = "used", Required = true }],
                Texts =
                [
                    new() { Subject = "{{event.subject}} is full", Text = "{{number used}} % used, {{relative event.time}}." },
                    new() { Locale = "fr", Subject = "{{event.subject}} est plein", Text = "{{number used}} % utilisés, {{relative event.time}}." },
                ],
            })
            .AddTemplates("templates")
            .AddConsole("console")
            .AddRule("disks", r => r.OnEvent("disk.*").To("console").Template("disk-full"))
            .AddRule("incidents", r => r.OnEvent("incident.*").To("console")));
    // end

    public static void EventTypes(IServiceCollection services) =>
        // snippet: event-types
        services.AddNotifications(n => n
            .AddEventType("order.failed", t => t
                .Description("An order could not be completed.")
                .Category("orders")
                .Severity(Severity.High)
                .Schema("""
                    {
                      "type": "object", "required": ["orderId", "amount"], "additionalProperties": false,
                      "properties": {
                        "orderId": { "type": "string" },
                        "amount": { "type": "number", "minimum": 0 },
                        "region": { "enum": ["eu", "us"] }
                      }
                    }
                    """)
                .Sample("""{ "orderId": "O-4711", "amount": 99.5, "region": "eu" }""")
                .Template("console", "order-failed")
                .Validation(EventValidation.Refuse))
            .AddEventType("audit.*", t => t.Category("audit").Severity(Severity.Low))
            .AddTemplate(new TemplateDocument { Name = "order-failed", Texts = [new() { Text = "Order {{data.orderId}} failed: {{number data.amount}} €" }] })
            .AddConsole("console")
            .AddRule("orders", r => r.OnEvent("order.failed").When("event.data.amount > 50").To("console")));
    // end

    public static void TypedEventTypes(IServiceCollection services) =>
        // snippet: event-types-typed
        services.AddNotifications(n => n
            .AddEventType("parcel.lost", ShopJson.Default.ParcelLost, t => t.Severity(Severity.High).Tags("shipping"))
            .AddConsole("console")
            .AddRule("parcels", r => r.On<ParcelLost>(p => p.Weight > 1).To("console")));
    // end

    // snippet: event-types-registry
    public static string Describe(IEventTypeRegistry types, ITemplateCatalog templates)
    {
        var text = new StringBuilder();
        foreach (var type in types.List())
            text.AppendLine($"{type.Name}: {type.Description} ({type.DefaultSeverity ?? Severity.Info})");
        var preview = templates.Preview(templates.Find("order-failed")!, "order.failed", channel: "console");
        return text.AppendLine(preview.Text).ToString();
    }
    // end

    public static void Limits(IServiceCollection services) =>
        // snippet: limits
        services.AddNotifications(n => n
            .AddLimit("hourly", l => l.Allow(100, TimeSpan.FromHours(1), burst: 10).Per(LimitScope.Channel))
            .AddLimit("per-tenant", l => l.Allow(1_000, TimeSpan.FromDays(1)).Per(LimitScope.Tenant).Drop()));
    // end

    // snippet: send
    public static async Task SendAsync(INotificationPublisher notifications, CancellationToken cancellationToken)
    {
        var request = await notifications.SendAsync(new NotificationRequest
        {
            Recipients = [Recipient.User("42")],
            Subject = "Your order has shipped",
            Body = "It will arrive on Monday.",
            SendAt = DateTimeOffset.Parse("2030-01-07T08:00:00+01:00"),
            IdempotencyKey = "order-4711-shipped",
            BatchId = "shipping-2030-01-07",
        }, cancellationToken);

        var cancelled = await notifications.CancelAsync(request.RequestId, cancellationToken);
        Console.WriteLine($"{cancelled.Cancelled} cancelled, {cancelled.TooLate} too late");
    }

    // end

    // snippet: resolver
    public sealed class UserTable : IRecipientResolver
    {
        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken)
        {
            IReadOnlyList<ResolvedRecipient> people = recipient is { Kind: RecipientKind.User, Value: "42" }
                ? [new ResolvedRecipient { Id = "42", Addresses = new Dictionary<string, string> { ["webhook"] = "https://hooks.example.com/users/42" } }]
                : [];
            return new(people);
        }
    }

    // end

    public static void Resolver(IServiceCollection services) =>
        // snippet: resolver-registration
        services.AddSingleton<IRecipientResolver, UserTable>();
    // end

    // snippet: virtual-time
    public static async Task<string?> ReplayAnHourAsync(INotificationChannel channel)
    {
        var clock = new SimulatedClock(DateTimeOffset.UnixEpoch);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddNotifications(n => n.AddChannel("test", channel).AddRule("all", r => r.Debounce().To("test")))
            .BuildServiceProvider();
        var engine = services.GetRequiredService<INotificationEngine>();
        var notifications = services.GetRequiredService<INotificationPublisher>();
        await engine.StartAsync();
        var result = default(PublishResult);
        for (var i = 0; i < 10; i++)
            result = await notifications.PublishAsync(new NotificationEvent { Type = "disk.full", Subject = "db-1" });

        // What waits for a time happens now, in order, without waiting.
        while (engine.NextDue is { } due)
        {
            clock.AdvanceTo(due);
            await engine.WaitForIdleAsync();
        }

        await engine.WaitForIdleAsync();
        return (await engine.ExplainAsync(result.EventId))?.ToString();
    }

    // end

    public static void Health(IServiceCollection services) =>
        // snippet: health
        services.AddHealthChecks().AddNotifications();
    // end

    // snippet: statistics
    public static void Print(INotificationEngine engine)
    {
        var s = engine.GetStatistics();
        Console.WriteLine($"events:     {s.Published} published = {s.Refused} refused + {s.Duplicate} duplicate + {s.Accepted} accepted");
        Console.WriteLine($"matches:    {s.Matched} = {s.Notified} notified + {s.Merged} merged + {s.Suppressed} suppressed + {s.PendingMatches} pending");
        Console.WriteLine($"deliveries: {s.Created} created, {s.Delivered + s.Sent} delivered, {s.Rejected + s.Expired + s.DeadLettered} failed, {s.Pending} pending");
    }

    // end
}
