using Notifications.Configuration;
using Notifications.EventTypes;
using Notifications.Expressions;

namespace Notifications.Routing.Conditions;

/// <summary>The names that expressions of rules may use, and their compilation.</summary>
internal static class EventExpressions
{
    private const int ShownSource = 100;
    private static readonly CelEnvironment<EventScope> Environment = Declare();

    /// <summary>Compiles; null when there are errors, each with its place in the source.</summary>
    public static CelProgram<EventScope>? Compile(string source, CelType? type, string path, ErrorList errors, RuleMembers? members = null)
    {
        var check = members is null ? null : (CelMemberCheck)((variable, names) => variable == "event.data" ? members.FindProblem(names) : null);
        if (Environment.TryCompile(source, type, check, out var program, out var wrong))
            return program;
        foreach (var error in wrong)
            errors.Add(path, $"{error} The expression is '{Shorten(source)}'");
        return null;
    }

    private static CelEnvironment<EventScope> Declare() => new CelEnvironmentBuilder<EventScope>()
        .Variable("event.type", CelType.String, static s => CelValue.FromString(s.Event.Type))
        .Variable("event.id", CelType.String, static s => CelValue.FromString(s.Event.Id))
        .Variable("event.source", CelType.String, static s => CelValue.FromString(s.Event.Source))
        .Variable("event.subject", CelType.String, static s => CelValue.FromString(s.Event.Subject))
        .Variable("event.time", CelType.Timestamp, static s => CelValue.FromTimestamp(s.Event.Time ?? new DateTimeOffset(s.NowTicks, TimeSpan.Zero)))
        .Variable("event.severity", CelType.Int, static s => CelValue.FromInt((int)s.Event.Severity))
        .Variable("event.status", CelType.String, static s => CelValue.FromString(StatusText(s.Event.Status)))
        .Variable("event.tenant_id", CelType.String, static s => CelValue.FromString(s.Event.TenantId))
        .Variable("event.tenantId", CelType.String, static s => CelValue.FromString(s.Event.TenantId))
        .Variable("event.correlation_key", CelType.String, static s => CelValue.FromString(s.Event.CorrelationKey))
        .Variable("event.correlationKey", CelType.String, static s => CelValue.FromString(s.Event.CorrelationKey))
        .Variable("event.drill", CelType.Bool, static s => CelValue.FromBool(s.Event.Drill))
        .Variable("event.labels", CelType.Map(CelType.String, CelType.String), static s => CelValue.FromMap(s.Event.Labels))
        .Variable("event.data", CelType.Dyn, static s => s.Event.Data is { } data ? CelValue.FromJson(data.Root) : CelValue.Null)
        .Variable("severity.info", CelType.Int, static _ => CelValue.FromInt((int)Severity.Info))
        .Variable("severity.low", CelType.Int, static _ => CelValue.FromInt((int)Severity.Low))
        .Variable("severity.medium", CelType.Int, static _ => CelValue.FromInt((int)Severity.Medium))
        .Variable("severity.high", CelType.Int, static _ => CelValue.FromInt((int)Severity.High))
        .Variable("severity.critical", CelType.Int, static _ => CelValue.FromInt((int)Severity.Critical))
        .Build();

    private static string StatusText(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => "firing",
        NotificationStatus.Acknowledged => "acknowledged",
        NotificationStatus.Resolved => "resolved",
        _ => "none",
    };

    private static string Shorten(string source) => source.Length <= ShownSource ? source : string.Concat(source.AsSpan(0, ShownSource), "…");
}
