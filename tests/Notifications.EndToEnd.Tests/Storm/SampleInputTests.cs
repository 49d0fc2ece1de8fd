using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class SampleInputTests
{
    [Fact]
    public async Task Input_WithBadLines_ReportsTheirNumbersAndGoesOn()
    {
        await using var sample = SampleProcess.Start("-", "--json", "--print-accepted");
        await sample.Input.WriteAsync("\uFEFF{\"type\":\"a\",\"id\":\"1\"}\r\n\nnonsense\n{\"severity\":\"high\"}\n{\"type\":\"a\",\"id\":\"2\",\"time\":\"9999-12-31T23:59:59Z\"}\n");
        await sample.Input.WriteAsync($"{{\"type\":\"{new string('x', 3_000_000)}\"}}\n{{\"type\":\"b\",\"data\":{new string('[', 100)}{new string(']', 100)}}}\n");
        await sample.Input.WriteAsync($"{{\"type\":\"{new string('y', 2000)}\"}}\n{{\"type\":\"a\",\"id\":\"3\"}}");

        var run = await sample.EndAsync();

        run.ExitCode.ShouldBe(0);
        run.AcceptedIds.ShouldBe(["1", "2", "3"]);
        run.Errors.Select(static e => e[..e.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(["line 3", "line 4", "line 6", "line 7", "line 8"]);
        run.Errors[0].ShouldContain("InvalidData");
        run.Errors[2].ShouldContain("TooLarge");
        run.Events("accepted").ShouldBe(3);
        run.Events("refused").ShouldBe(5);
    }

    [Fact]
    public async Task Input_FromStandardInput_IsAcceptedLineByLine()
    {
        await using var sample = SampleProcess.Start("-", "--live", "--print-accepted", "--json");
        for (var i = 0; i < 3; i++)
        {
            await sample.Input.WriteLineAsync($$"""{"type":"order.failed","id":"o{{i}}","subject":"{{i}}"}""");
            await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
            (await sample.WaitForLineAsync(static line => line.StartsWith("accepted o", StringComparison.Ordinal))).ShouldBe("accepted o0");
        }

        var run = await sample.EndAsync();

        run.AcceptedIds.ShouldBe(["o0", "o1", "o2"]);
        run.Deliveries("delivered").ShouldBe(3);
    }

    [Fact]
    public async Task Input_WithAKnownIdempotencyKey_IsADuplicate()
    {
        await using var sample = SampleProcess.Start("-", "--json", "--print-accepted");
        const string Event = """{"specversion":"1.0","type":"a","id":"1","source":"/s","time":"2026-01-31T12:00:00Z","idempotencykey":"k"}""";
        await sample.Input.WriteLineAsync(Event);
        await sample.Input.WriteLineAsync(Event);

        var run = await sample.EndAsync();

        run.AcceptedIds.ShouldBe(["1"]);
        run.Events("duplicate").ShouldBe(1);
    }

    [Fact]
    public async Task Explain_AnEventOfTheStorm_PrintsItsTrace()
    {
        var run = await SampleProcess.RunAsync("--explain", "30836b27fa90312f-1");

        run.ExitCode.ShouldBe(0);
        var start = run.Output.ToList().FindIndex(static l => l.StartsWith("event 30836b27fa90312f-1", StringComparison.Ordinal));
        start.ShouldBeGreaterThan(0);
        run.Output.Skip(start).ShouldContain(static l => l.Contains("rule chat", StringComparison.Ordinal));
        run.Output.Skip(start).ShouldContain(static l => l.Contains("Delivered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--webhook")]
    [InlineData("--json=yes")]
    [InlineData("no-such-file.jsonl")]
    [InlineData("--smtp", "localhost")]
    [InlineData("--smtp", "localhost:99999")]
    [InlineData("--webhook-secret", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("--webhook", "ftp://x")]
    [InlineData("-", "-")]
    public async Task Arguments_ThatMakeNoSense_EndWithTheUsage(params string[] args)
    {
        var run = await SampleProcess.RunAsync(args);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(static l => l.StartsWith("Usage:", StringComparison.Ordinal));
    }
}
