using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class StormReplayTests
{
    [Fact]
    public async Task Replay_WithoutArguments_EndsWithTheTable()
    {
        var run = await SampleProcess.RunAsync();

        run.ExitCode.ShouldBe(0);
        run.Errors.ShouldBeEmpty();
        run.Output[^1].ShouldStartWith("Noise reduction");
        run.Output.ShouldAllBe(static line => !line.Contains('\u001b'));
    }

    [Fact]
    public async Task Replay_Json_ReducesTheNoiseAndAccountsForEverything()
    {
        var run = await SampleProcess.RunAsync("--json", "--print-accepted");

        run.ExitCode.ShouldBe(0);
        run.Reduction.ShouldBeGreaterThanOrEqualTo(0.8);
        run.Events("accepted").ShouldBe(RecordedStorm.Instance.Events);
        run.AcceptedIds.Distinct(StringComparer.Ordinal).Count().ShouldBe(RecordedStorm.Instance.Events);
        run.Events("refused").ShouldBe(0);
        run.Deliveries("delivered").ShouldBe(run.Deliveries("created"));
        run.Deliveries("pending").ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replay_ToAWebhook_TellsEveryAlertAndItsEnd(bool limits)
    {
        await using var receiver = await Receiver.StartAsync();

        var run = await SampleProcess.RunAsync([.. (string[])["--webhook", receiver.Url, "--json"], .. limits ? (string[])[] : ["--no-limits"]]);

        run.ExitCode.ShouldBe(0);
        ToldStory.ShouldBeTrue(receiver.Taken);
        receiver.Requests.Count.ShouldBeLessThan(RecordedStorm.Instance.Events / 5);
        run.Deliveries("delivered").ShouldBe(receiver.Requests.Count);
        run.Reduction.ShouldBeGreaterThanOrEqualTo(0.8);
    }

    [Fact]
    public async Task Replay_ToAReceiverThatOftenFails_DeliversAll()
    {
        var random = new Random(20260);
        await using var receiver = await Receiver.StartAsync(() => random.NextDouble() < 0.3 ? 503 : 200);

        var run = await SampleProcess.RunAsync("--webhook", receiver.Url, "--json");

        run.ExitCode.ShouldBe(0);
        receiver.Requests.Count.ShouldBeGreaterThan(receiver.Taken.Count);
        ToldStory.ShouldBeTrue(receiver.Taken, mayMissEnded: true);
        run.Deliveries("failed").ShouldBe(0);
        run.Deliveries("pending").ShouldBe(0);
        run.Deliveries("delivered").ShouldBe(receiver.Taken.Count);
        (run.Deliveries("delivered") + run.Deliveries("cancelled")).ShouldBe(run.Deliveries("created"));
        receiver.Taken.Select(static r => r.Headers["webhook-id"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(receiver.Taken.Count);
    }
}
