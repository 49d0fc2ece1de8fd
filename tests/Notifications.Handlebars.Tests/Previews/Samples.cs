namespace Notifications.Handlebars.Tests.Previews;

/// <summary>An event for each shipped template.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 11, 48, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, TemplateContext> All { get; } = new Dictionary<string, TemplateContext>(StringComparer.Ordinal)
    {
        ["infrastructure-alert"] = Of(new()
        {
            Type = "system.database.pool_exhausted",
            Severity = Severity.Critical,
            Status = NotificationStatus.Firing,
            Source = "orders-api",
            Subject = "db-primary-1",
            Labels = Labels(("alertname", "Connection pool exhausted"), ("region", "eu-west-1"), ("team", "platform")),
            Data = EventData.FromJson("""{"message":"All 100 connections to db-primary-1 are in use; 37 requests are waiting.","service":"orders","metrics":{"connections":"100 / 100","waiting":37,"p99 wait":"4.2 s"},"dashboardUrl":"https://grafana.example.com/d/orders"}"""),
        }),
        ["circuit-breaker-alert"] = Of(new()
        {
            Type = "system.circuit_breaker.opened",
            Severity = Severity.High,
            Source = "checkout",
            Data = EventData.FromJson("""{"breaker":"payments-gateway","state":"open","failures":12,"retryAfterSeconds":90,"message":"POST https://payments.example.com/charge answered 503.","dashboardUrl":"https://grafana.example.com/d/breakers"}"""),
        }),
        ["security-alert"] = Of(new()
        {
            Type = "system.security.unauthorized_access",
            Severity = Severity.Critical,
            Source = "vault",
            Data = EventData.FromJson("""{"title":"Unauthorized access attempt","message":"A token was used from an unknown address.","user":"svc-billing","ipAddress":"203.0.113.42","action":"read secret/payments","reviewUrl":"https://vault.example.com/audit"}"""),
        }),
        ["order-shipped"] = Of(new()
        {
            Type = "commerce.order.shipped",
            Data = EventData.FromJson("""{"customerName":"Amélie","orderId":"A-10427","carrier":"Colissimo","trackingNumber":"6A12345678901","expectedAt":"2026-02-03T12:00:00Z","items":[{"name":"Espresso cups","quantity":2},{"name":"Moka pot","quantity":1}],"trackingUrl":"https://track.example.com/6A12345678901"}"""),
        }),
        ["approval-request"] = Of(new()
        {
            Type = "workflow.approval.requested",
            Data = EventData.FromJson("""{"title":"Purchase order 7741","requester":"Jonas Meier","amount":12480.5,"currency":"EUR","reason":"Replacement of the storage controllers in rack 14.","dueAt":"2026-02-02T16:00:00Z","approvalUrl":"https://erp.example.com/approvals/7741"}"""),
        }),
        ["pipeline-failure"] = Of(new()
        {
            Type = "pipeline.etl.failed",
            Severity = Severity.High,
            Source = "airflow",
            Data = EventData.FromJson("""{"pipeline":"daily-revenue","step":"load_warehouse","runId":"2026-01-31T02:00","durationSeconds":754,"error":"ERROR: duplicate key value violates unique constraint \"revenue_pkey\"\nDETAIL: Key (day)=(2026-01-30) already exists.","logsUrl":"https://airflow.example.com/log/1"}"""),
        }),
        ["incident-detected"] = Of(new()
        {
            Type = "incident.detected",
            Severity = Severity.Critical,
            Status = NotificationStatus.Firing,
            Source = "pager",
            Data = EventData.FromJson("""{"title":"Checkout is down in Europe","incidentId":"INC-2042","description":"Payments fail since 11:48. The gateway answers 503.","impact":"All customers in the EU","assignee":"Priya N.","incidentUrl":"https://pager.example.com/INC-2042"}"""),
        }) with
        {
            Actions =
            [
                new() { Label = "Open incident", Url = "https://pager.example.com/INC-2042" },
                new() { Label = "Runbook", Url = "https://wiki.example.com/payments?page=503" },
                new() { Label = "Fail over now", Url = "https://ops.example.com/failover", Style = NotificationActionStyle.Danger },
                new() { Label = "Acknowledge", Name = "acknowledge" },
            ],
        },
        ["incident-resolved"] = Of(new()
        {
            Type = "incident.resolved",
            Severity = Severity.Critical,
            Status = NotificationStatus.Resolved,
            Source = "pager",
            Data = EventData.FromJson("""{"title":"Checkout is down in Europe","incidentId":"INC-2042","resolution":"The gateway was rolled back to version 8.1.","resolvedBy":"Priya N.","method":"Rollback","durationSeconds":2520,"incidentUrl":"https://pager.example.com/INC-2042"}"""),
        }),
        ["digest"] = Of(new() { Type = "disk.usage", Severity = Severity.Medium, Subject = "web-7", Data = EventData.FromJson("""{"title":"Disk alerts","digestUrl":"https://grafana.example.com/d/disks"}""") }) with
        {
            Aggregate = new AggregateSummary
            {
                Count = 23,
                First = Time.AddHours(-2),
                Last = Time,
                Samples =
                [
                    new() { Type = "disk.usage", Subject = "web-3 at 81%", Severity = Severity.Medium, Time = Time.AddHours(-2) },
                    new() { Type = "disk.usage", Subject = "web-5 at 97%", Severity = Severity.High, Time = Time.AddHours(-1) },
                    new() { Type = "disk.usage", Subject = "web-3 at 42%", Severity = Severity.Medium, Status = NotificationStatus.Resolved, Time = Time.AddMinutes(-20) },
                    new() { Type = "disk.usage", Subject = "web-7 at 84%", Severity = Severity.Medium, Time = Time },
                ],
            },
        },
    };

    /// <summary>A sample with words in the language of the mail.</summary>
    public static TemplateContext For(string name, string locale)
    {
        var sample = All[name] with { Locale = locale };
        if (locale != "fr")
            return sample;
        string[] labels = ["Ouvrir l’incident", "Procédure", "Basculer maintenant", "Prendre en compte"];
        return sample with
        {
            Event = sample.Event with { Data = EventData.FromJson(French[name]), Labels = name == "infrastructure-alert" ? Labels(("alertname", "Réserve de connexions épuisée"), ("région", "eu-west-1"), ("équipe", "plateforme")) : sample.Event.Labels },
            Aggregate = sample.Aggregate is { } aggregate ? aggregate with { Samples = [.. aggregate.Samples.Select(static e => e with { Subject = e.Subject!.Replace(" at ", " à ", StringComparison.Ordinal).Replace("%", "\u00a0%", StringComparison.Ordinal) })] } : null,
            Actions = [.. sample.Actions.Zip(labels, static (a, label) => a with { Label = label })],
        };
    }

    private static readonly Dictionary<string, string> French = new(StringComparer.Ordinal)
    {
        ["infrastructure-alert"] = """{"message":"Les 100 connexions à db-primary-1 sont prises ; 37 requêtes attendent.","service":"commandes","metrics":{"connexions":"100 / 100","en attente":37,"attente p99":"4,2 s"},"dashboardUrl":"https://grafana.example.com/d/orders"}""",
        ["circuit-breaker-alert"] = """{"breaker":"payments-gateway","state":"ouvert","failures":12,"retryAfterSeconds":90,"message":"POST https://payments.example.com/charge a répondu 503.","dashboardUrl":"https://grafana.example.com/d/breakers"}""",
        ["security-alert"] = """{"title":"Tentative d’accès non autorisé","message":"Un jeton a servi depuis une adresse inconnue.","user":"svc-billing","ipAddress":"203.0.113.42","action":"lecture de secret/payments","reviewUrl":"https://vault.example.com/audit"}""",
        ["order-shipped"] = """{"customerName":"Amélie","orderId":"A-10427","carrier":"Colissimo","trackingNumber":"6A12345678901","expectedAt":"2026-02-03T12:00:00Z","items":[{"name":"Tasses à espresso","quantity":2},{"name":"Cafetière italienne","quantity":1}],"trackingUrl":"https://track.example.com/6A12345678901"}""",
        ["approval-request"] = """{"title":"Bon de commande 7741","requester":"Jonas Meier","amount":12480.5,"currency":"EUR","reason":"Remplacement des contrôleurs de stockage de la baie 14.","dueAt":"2026-02-02T16:00:00Z","approvalUrl":"https://erp.example.com/approvals/7741"}""",
        ["pipeline-failure"] = """{"pipeline":"chiffre-du-jour","step":"load_warehouse","runId":"2026-01-31T02:00","durationSeconds":754,"error":"ERROR: duplicate key value violates unique constraint \"revenue_pkey\"\nDETAIL: Key (day)=(2026-01-30) already exists.","logsUrl":"https://airflow.example.com/log/1"}""",
        ["incident-detected"] = """{"title":"Le paiement est en panne en Europe","incidentId":"INC-2042","description":"Les paiements échouent depuis 11 h 48. La passerelle répond 503.","impact":"Tous les clients de l’UE","assignee":"Priya N.","incidentUrl":"https://pager.example.com/INC-2042"}""",
        ["incident-resolved"] = """{"title":"Le paiement est en panne en Europe","incidentId":"INC-2042","resolution":"La passerelle est revenue à la version 8.1.","resolvedBy":"Priya N.","method":"Retour arrière","durationSeconds":2520,"incidentUrl":"https://pager.example.com/INC-2042"}""",
        ["digest"] = """{"title":"Alertes de disque","digestUrl":"https://grafana.example.com/d/disks"}""",
    };

    private static TemplateContext Of(NotificationEvent e) => new() { Event = e with { Time = Time, Id = "sample" }, Channel = "email", ChannelType = "email", Now = Time.AddMinutes(12) };

    private static Dictionary<string, string> Labels(params (string Name, string Value)[] labels) => labels.ToDictionary(static l => l.Name, static l => l.Value, StringComparer.Ordinal);
}
