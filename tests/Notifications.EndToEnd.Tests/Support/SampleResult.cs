using System.Text.Json;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>What a run of the sample left behind.</summary>
internal sealed record SampleResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>The totals: the last line, with <c>--json</c>.</summary>
    public JsonElement Totals => JsonDocument.Parse(Output[^1]).RootElement;

    public IReadOnlyList<string> AcceptedIds => [.. Output.Where(static l => l.StartsWith("accepted ", StringComparison.Ordinal)).Select(static l => l["accepted ".Length..])];

    public double Reduction => Totals.GetProperty("reduction").GetDouble();

    public long Events(string name) => Totals.GetProperty("events").GetProperty(name).GetInt64();

    public long Deliveries(string name) => Totals.GetProperty("deliveries").GetProperty(name).GetInt64();
}
