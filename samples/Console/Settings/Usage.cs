namespace Notifications.Samples.Storm.Settings;

internal static class Usage
{
    public const string Text = """
        Usage: Notifications.Samples.Console [FILE | -] [options]

        Publishes events, one JSON object a line: CloudEvents (extensions severity, status) or the plain form.
        Reads FILE, standard input with -, or else a storm of alerts recorded from a Prometheus.

          --live                  on the wall clock; default: replayed on the events' own time
          --webhook URL           send every event to this URL instead of printing it
          --webhook-secret SECRET sign what is sent there (whsec_ and base64, see Standard Webhooks)
          --locale TAG            the language of the messages: en (default) or fr
          --smtp HOST:PORT        mail what is high or critical by this server too, without TLS
          --slack URL             post what is high or critical to this incoming webhook of Slack too
          --pagerduty URL         open, acknowledge and resolve alerts there for what is high or critical too
                                  (https://events.pagerduty.com/v2/enqueue, or a server that shows what it gets)
          --pagerduty-key KEY     the integration key of the service that gets them: 32 letters and digits
          --journal DIR           keep what was accepted in DIR; started again, it first finishes what was left
          --no-limits             switch the limits of appsettings.json off
          --print-accepted        print a line "accepted ID" for each event taken
          --explain ID            at the end, print why the event was sent, or not
          --json                  print the totals as JSON, as the last line
          --verbose               print every message
          --help                  print this

        Ctrl-C stops reading and finishes what was taken; a second one stops at once.
        Exit codes: 0 the run came to its end; 1 it did not; 2 bad arguments.
        """;
}
