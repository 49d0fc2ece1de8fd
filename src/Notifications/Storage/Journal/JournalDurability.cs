namespace Notifications.Storage.Journal;

/// <summary>What an accepted event outlives.</summary>
public enum JournalDurability
{
    /// <summary>The end of the process in any way, and a power failure: a commit returns when the disk has confirmed it. Commits that come together share one confirmation.</summary>
    Durable,

    /// <summary>The end of the process in any way. A power failure, or a crash of the operating system, may lose what was accepted in the seconds before it.</summary>
    OsBuffered,
}
