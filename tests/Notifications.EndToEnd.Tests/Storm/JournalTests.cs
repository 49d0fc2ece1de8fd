using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class JournalTests
{
    [Fact]
    public async Task Kill_DuringARun_TheNextOneFinishesWhatWasLeftWithoutNewInput()
    {
        var directory = Directory.CreateTempSubdirectory("sample-journal").FullName;
        await using var receiver = await Receiver.StartAsync();
        await using (var sample = SampleProcess.Start("-", "--live", "--print-accepted", "--webhook", receiver.Url, "--journal", directory))
        {
            for (var i = 0; i < 200; i++)
                await sample.Input.WriteLineAsync($$$"""{"type":"order.x","id":"e{{{i}}}"}""");
            await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
            await sample.WaitForLineAsync(static line => line == "accepted e199");
        }

        var next = await SampleProcess.RunAsync("-", "--live", "--json", "--webhook", receiver.Url, "--journal", directory);

        next.ExitCode.ShouldBe(0);
        next.Deliveries("pending").ShouldBe(0);
        receiver.Requests.Count.ShouldBeGreaterThanOrEqualTo(200);
        Directory.Delete(directory, recursive: true);
    }
}
