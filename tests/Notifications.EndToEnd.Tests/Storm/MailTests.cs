using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class MailTests
{
    [Fact]
    public async Task Smtp_RecordedStorm_MailsWhatIsHighOrCriticalAndStillPages()
    {
        await using var sink = new MailSink();

        var run = await SampleProcess.RunAsync("--smtp", sink.Address, "--json");

        run.ExitCode.ShouldBe(0);
        sink.Mails.Count.ShouldBeGreaterThan(100);
        sink.Mails.ShouldAllBe(static mail => mail.Contains("\nTo: oncall@example.com\n", StringComparison.Ordinal)
            && (mail.Contains("\nSeverity: High\n", StringComparison.Ordinal) || mail.Contains("\nSeverity: Critical\n", StringComparison.Ordinal)));
        run.Deliveries("delivered").ShouldBeGreaterThan(sink.Mails.Count);
        run.Deliveries("failed").ShouldBe(0);

        // Each once: none came a second time under its Message-ID.
        sink.Mails.Select(static mail => mail[mail.IndexOf("Message-ID", StringComparison.Ordinal)..].Split('\n')[0]).ShouldBeUnique();
    }
}
