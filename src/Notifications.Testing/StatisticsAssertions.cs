using Notifications.Tracking;

namespace Notifications.Testing;

/// <summary>The laws of accounting, which hold whenever the engine is idle.</summary>
public static class StatisticsAssertions
{
    /// <summary>Expects that every event, match and delivery is accounted for.</summary>
    /// <param name="statistics">The statistics of an idle engine.</param>
    /// <exception cref="NotificationAssertionException">Something is missing or counted twice; the text shows the sums.</exception>
    public static void ShouldBalance(this NotificationStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var s = statistics;
        List<string> broken = [];
        if (s.Published != s.Refused + s.Duplicate + s.Accepted)
            broken.Add($"events: {s.Published} published ≠ {s.Refused} refused + {s.Duplicate} duplicate + {s.Accepted} accepted");
        if (s.Matched != s.Notified + s.Merged + s.Suppressed + s.PendingMatches)
            broken.Add($"matches: {s.Matched} matched ≠ {s.Notified} notified + {s.Merged} merged + {s.Suppressed} suppressed + {s.PendingMatches} pending");
        if (s.Created != s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending)
        {
            broken.Add($"deliveries: {s.Created} created ≠ {s.Delivered} delivered + {s.Sent} sent + {s.Rejected} rejected + {s.Expired} expired"
                + $" + {s.DeadLettered} dead-lettered + {s.Cancelled} cancelled + {s.Dropped} dropped + {s.Pending} pending");
        }

        s.Drills?.ShouldBalance();
        if (broken.Count > 0)
            throw new NotificationAssertionException($"The accounts do not balance: {string.Join("; ", broken)}.");
    }
}
