using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

/// <summary>What a receiver was told of the storm, held against what happened.</summary>
internal static class ToldStory
{
    /// <summary>Every alert was told, its end after it, the last word is the true one, and no end was told twice.</summary>
    /// <param name="taken">The requests that the receiver took.</param>
    /// <param name="mayMissEnded">An alert that was over before the receiver took its beginning need not be told.</param>
    public static void ShouldBeTrue(IReadOnlyList<ReceivedRequest> taken, bool mayMissEnded = false)
    {
        var storm = RecordedStorm.Instance;
        var told = taken.GroupBy(static r => r.Labels, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Select(static r => r.Status).ToArray(), StringComparer.Ordinal);

        told.Keys.Except(storm.LastStatus.Keys, StringComparer.Ordinal).ShouldBeEmpty();
        storm.LastStatus.Keys.Where(labels => !told.ContainsKey(labels) && !(mayMissEnded && storm.LastStatus[labels] == "resolved")).ShouldBeEmpty();
        foreach (var (labels, statuses) in told)
        {
            statuses[0].ShouldBe("firing", labels);
            statuses[^1].ShouldBe(storm.LastStatus[labels], labels);
            for (var i = 1; i < statuses.Length; i++)
                (statuses[i] == "resolved" && statuses[i - 1] == "resolved").ShouldBeFalse($"An end was told twice: {labels}");
            if (storm.EverResolved.Contains(labels))
                statuses.ShouldContain("resolved", labels);
        }

        ShouldBeInOrder(taken);
    }

    /// <summary>Nobody hears of an earlier event after a later one about the same alert, so no firing comes after its newer end.</summary>
    private static void ShouldBeInOrder(IReadOnlyList<ReceivedRequest> taken)
    {
        var latest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var request in taken)
        {
            var time = request.Json.GetProperty("time").GetDateTimeOffset();
            if (latest.TryGetValue(request.Labels, out var before))
                time.ShouldBeGreaterThanOrEqualTo(before, request.Labels);
            latest[request.Labels] = time;
        }
    }
}
