using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class InterruptTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interrupt_DuringARun_DrainsAndAccountsForEverything(bool live)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        await using var receiver = await Receiver.StartAsync();
        await using var sample = SampleProcess.Start([.. (string[])["-", "--json", "--print-accepted", "--webhook", receiver.Url], .. live ? (string[])["--live"] : []]);
        for (var i = 0; i < 200; i++)
            await sample.Input.WriteLineAsync($$$"""{"type":"alert.x","id":"e{{{i}}}","status":"firing","labels":{"n":"{{{i % 40}}}"}}""");
        await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
        await sample.WaitForLineAsync(static line => line == "accepted e199");

        // Its input stays open: without the signal it would wait for more.
        await sample.InterruptAsync();
        var run = await sample.EndAsync(closeInput: false);

        run.ExitCode.ShouldBe(0);
        run.Events("accepted").ShouldBe(200);
        run.Deliveries("pending").ShouldBe(0);
        run.Deliveries("created").ShouldBe(80);
        receiver.Requests.Count.ShouldBe(80);
        receiver.Requests.Sum(static r => r.Json.TryGetProperty("aggregate", out var a) ? a.GetProperty("count").GetInt32() : 1).ShouldBe(200);
    }
}
