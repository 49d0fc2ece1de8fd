using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class JournalTests
{
    /// <summary>Those that the sample gives to its webhook.</summary>
    private const int Workers = 16;

    [Fact]
    public async Task Kill_DuringARun_TheNextOneFinishesWhatWasLeftWithoutNewInput()
    {
        var directory = Directory.CreateTempSubdirectory("sample-journal").FullName;
        var isKilled = false;
        await using var receiver = await Receiver.StartAsync(() => Volatile.Read(ref isKilled) ? 200 : 0);
        await using (var sample = SampleProcess.Start("-", "--live", "--print-accepted", "--webhook", receiver.Url, "--journal", directory))
        {
            for (var i = 0; i < 200; i++)
                await sample.Input.WriteLineAsync($$$"""{"type":"order.x","id":"e{{{i}}}"}""");
            await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
            await sample.WaitForLineAsync(static line => line == "accepted e199");

            // All workers wait for an answer, and the receiver has seen to it that there is none: nothing of this run is on its way to it any more.
            while (receiver.Requests.Count < Workers)
                await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // Nothing was answered: all is left for the next run, also what was under way.
        receiver.Taken.ShouldBeEmpty();
        Volatile.Write(ref isKilled, true);
        var next = await SampleProcess.RunAsync("-", "--live", "--json", "--webhook", receiver.Url, "--journal", directory);

        next.ExitCode.ShouldBe(0);
        next.Events("accepted").ShouldBe(0, "it has no input");
        next.Deliveries("pending").ShouldBe(0);
        next.Deliveries("delivered").ShouldBe(200);
        receiver.Taken.Select(static r => r.Json.GetProperty("id").GetString()).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 200).Select(static i => $"e{i}").Order(StringComparer.Ordinal));
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>What is left is of the events' own time: no deadline has passed for it because the calendar goes on.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("""{"type":"order.x","id":"later","time":"2026-03-05T10:00:00Z"}""")]
    public async Task Kill_DuringARunOnEventTime_TheNextOneFinishesWhatWasLeft(string input)
    {
        var directory = Directory.CreateTempSubdirectory("sample-journal").FullName;
        var isKilled = false;
        await using var receiver = await Receiver.StartAsync(() => Volatile.Read(ref isKilled) ? 200 : 0);
        await using (var sample = SampleProcess.Start("-", "--print-accepted", "--webhook", receiver.Url, "--no-limits", "--journal", directory))
        {
            await sample.Input.WriteLineAsync("""{"type":"order.x","id":"left","time":"2026-03-04T10:00:00Z"}""");
            await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
            while (receiver.Requests.Count == 0)
                await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Volatile.Write(ref isKilled, true);
        var file = Path.Combine(directory, "input.jsonl");
        await File.WriteAllTextAsync(file, input, TestContext.Current.CancellationToken);
        var next = await SampleProcess.RunAsync(file, "--json", "--webhook", receiver.Url, "--no-limits", "--journal", directory);

        next.ExitCode.ShouldBe(0);
        next.Deliveries("pending").ShouldBe(0);
        receiver.Taken.Select(static r => r.Json.GetProperty("id").GetString()).ShouldBe(input.Length == 0 ? ["left"] : ["left", "later"]);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Directory_CannotBeUsed_SaysSoInASentence()
    {
        var file = Path.GetTempFileName();

        var run = await SampleProcess.RunAsync("-", "--live", "--journal", Path.Combine(file, "journal"));

        run.ExitCode.ShouldBe(1);
        var said = string.Join('\n', run.Errors);
        said.ShouldContain("cannot be read or written");
        said.ShouldNotContain("Unhandled");
        said.ShouldNotContain("   at ");
        File.Delete(file);
    }
}
