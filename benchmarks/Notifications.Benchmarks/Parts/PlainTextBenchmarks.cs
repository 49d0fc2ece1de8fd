using BenchmarkDotNet.Attributes;
using Notifications.Rendering;

namespace Notifications.Benchmarks.Parts;

/// <summary>The default text of a message.</summary>
[Config(typeof(ShortRun))]
public class PlainTextBenchmarks
{
    private readonly NotificationEvent _event = new()
    {
        Type = "order.failed",
        Source = "/orders",
        Subject = "order 1",
        Severity = Severity.High,
        Labels = LabelSet.From(new Dictionary<string, string> { ["shop"] = "berlin", ["team"] = "payments" }),
    };

    [Benchmark]
    public NotificationContent Render() => PlainText.RenderText(_event, null);
}
