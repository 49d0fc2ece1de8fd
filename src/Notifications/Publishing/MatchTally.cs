namespace Notifications.Publishing;

/// <summary>What became of the matches of a step, for the law of accounting: match = notified + merged + suppressed + pending.</summary>
internal struct MatchTally
{
    /// <summary>The matches are of an exercise. A step is about one or about what is real, never both.</summary>
    public bool IsDrill;

    public int Matched;
    public int Notified;
    public int Merged;
    public int Suppressed;

    /// <summary>Matches held back by another alert; they wait, or are suppressed.</summary>
    public int Inhibited;

    /// <summary>Matches held back by a silence; they wait, or are suppressed.</summary>
    public int Silenced;

    /// <summary>Messages there would be if every match made one to each of its targets.</summary>
    public int Candidates;
}
