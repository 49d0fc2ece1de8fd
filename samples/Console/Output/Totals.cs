using Notifications.Samples.Storm.Running;
using Notifications.Tracking;

namespace Notifications.Samples.Storm.Output;

/// <summary>What a run came to.</summary>
internal sealed record Totals(NotificationStatistics Statistics, Intake Intake, TimeSpan Elapsed)
{
    /// <summary>A line that holds no event was refused as well.</summary>
    public long Refused => Statistics.Refused + Intake.Unreadable;

    public long Delivered => Statistics.Delivered + Statistics.Sent;

    public long Failed => Statistics.Rejected + Statistics.Expired + Statistics.DeadLettered;

    /// <summary>The share of messages that nobody had to read, from 0 to 1: of those there would be if each match made one to each of its targets.</summary>
    public double Reduction => Statistics.Candidates == 0 ? 0 : 1 - (Statistics.Created / (double)Statistics.Candidates);

    public double EventsPerSecond => Elapsed > TimeSpan.Zero ? Intake.Lines / Elapsed.TotalSeconds : 0;
}
