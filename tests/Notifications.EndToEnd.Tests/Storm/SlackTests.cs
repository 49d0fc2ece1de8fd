using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class SlackTests
{
    [Fact]
    public async Task Slack_RecordedStorm_GetsWhatIsHighOrCriticalAndStillPages()
    {
        await using var receiver = await Receiver.StartAsync();

        var run = await SampleProcess.RunAsync("--slack", receiver.Url, "--json");

        run.ExitCode.ShouldBe(0);
        receiver.Requests.Count.ShouldBeGreaterThan(100);
        foreach (var request in receiver.Requests)
        {
            var header = request.Json.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!;
            (header.StartsWith("🔴 ", StringComparison.Ordinal) || header.StartsWith("🟠 ", StringComparison.Ordinal) || header.StartsWith("✅ ", StringComparison.Ordinal)).ShouldBeTrue(header);
        }

        run.Deliveries("delivered").ShouldBeGreaterThan(receiver.Requests.Count);
        run.Deliveries("failed").ShouldBe(0);
    }

    [Theory]
    [InlineData("hooks.slack.com/services/T/B/x")]
    [InlineData("http://example.com/secret-path")]
    public async Task Slack_UnusableUrl_IsABadArgument(string url)
    {
        var run = await SampleProcess.RunAsync("--slack", url);

        run.ExitCode.ShouldBe(2);
        run.Errors[0].ShouldContain("WebhookUrl");
        run.Errors[0].ShouldNotContain("secret-path");
    }
}
