using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class JournalTests
{
    private const int Events = 200;

    [Fact]
    public async Task Kill_NothingIsDeliveredYet_TheNextRunFinishesItWithoutNewInput()
    {
        var directory = Directory.CreateTempSubdirectory("sample-journal").FullName;
        var isUp = false;

        // Until the kill the receiver takes requests and answers none.
        await using var receiver = await Receiver.StartAsync(() => Volatile.Read(ref isUp) ? 200 : 0);
        await using (var sample = SampleProcess.Start("-", "--live", "--print-accepted", "--webhook", receiver.Url, "--journal", directory))
        {
            for (var i = 0; i < Events; i++)
                await sample.Input.WriteLineAsync($$$"""{"type":"order.x","id":"e{{{i}}}"}""");
            await sample.Input.FlushAsync(TestContext.Current.CancellationToken);
            await sample.WaitForLineAsync(static line => line == "accepted e199");
        }

        receiver.Taken.ShouldBeEmpty();
        Volatile.Write(ref isUp, true);
        var next = await SampleProcess.RunAsync("-", "--live", "--json", "--webhook", receiver.Url, "--journal", directory);

        next.ExitCode.ShouldBe(0);
        next.Deliveries("pending").ShouldBe(0);
        next.Deliveries("delivered").ShouldBe(Events);
        receiver.Taken.Select(static request => request.Headers["webhook-id"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(Events);
        Directory.Delete(directory, recursive: true);
    }
}
