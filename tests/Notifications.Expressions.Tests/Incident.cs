using System.Text.Json;

namespace Notifications.Expressions.Tests;

/// <summary>An event as an engine would offer it to conditions.</summary>
internal sealed record Incident(string Type, int Severity = 3, string? Subject = null, string Data = "{}")
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string> { ["team"] = "core" };

    public DateTimeOffset Time { get; init; } = new(2026, 3, 1, 8, 30, 0, TimeSpan.Zero);

    public JsonElement Json { get; } = JsonDocument.Parse(Data).RootElement;

    public static CelEnvironment<Incident> Environment(CelLimits? limits = null, string container = "") => new CelEnvironmentBuilder<Incident>()
        .Variable("event.type", CelType.String, static e => CelValue.FromString(e.Type))
        .Variable("event.severity", CelType.Int, static e => CelValue.FromInt(e.Severity))
        .Variable("event.subject", CelType.String, static e => CelValue.FromString(e.Subject))
        .Variable("event.time", CelType.Timestamp, static e => CelValue.FromTimestamp(e.Time))
        .Variable("event.labels", CelType.Map(CelType.String, CelType.String), static e => CelValue.FromMap(e.Labels))
        .Variable("event.data", CelType.Dyn, static e => CelValue.FromJson(e.Json))
        .Variable("tenant", CelType.String, static _ => CelValue.FromString("acme"))
        .Limits(limits ?? CelLimits.Default)
        .Container(container)
        .Build();

    public CelResult Evaluate(string source, CelLimits? limits = null) => Environment(limits).Compile(source).Evaluate(this);
}
