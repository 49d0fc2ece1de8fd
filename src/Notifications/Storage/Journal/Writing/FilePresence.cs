using Notifications.Storage.Journal.Reading;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Looks once a second whether the journal's files are where they were written: a system goes on writing, and confirming, into files that nobody can find any more.</summary>
internal sealed class FilePresence(IJournalDirectory directory, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private long _lastLook;
    private IOException? _missing;

    /// <summary>Something was missing when it was looked last.</summary>
    public bool IsMissing => _missing is not null;

    /// <summary>Proves that this process still has the directory.</summary>
    /// <exception cref="IOException">It was moved or removed, something was mounted over it, or somebody has deleted the lock.</exception>
    public static void Prove(IJournalDirectory directory)
    {
        if (!directory.IsOurs)
            throw new IOException($"The directory '{directory.Path}' is not the one that was locked: it was moved, removed or mounted over, or its lock was deleted. Put it back, or restart the process.");
    }

    /// <summary>Proves that the directory and all files are there, when that was not done within the last second.</summary>
    /// <param name="files">The files that no longer change. One that a compaction has taken out meanwhile is not missed.</param>
    /// <param name="current">The segment that is written to; null where there is none.</param>
    /// <exception cref="IOException">Something is missing.</exception>
    public void Prove(Func<List<JournalFile>> files, Segment? current)
    {
        if (clock.GetElapsedTime(_lastLook) >= LookEvery)
        {
            _lastLook = clock.GetTimestamp();
            _missing = Find(files, current);
        }

        if (_missing is { } missing)
            throw missing;
    }

    private IOException? Find(Func<List<JournalFile>> files, Segment? current)
    {
        try
        {
            Prove(directory);
            if (current is { IsNamed: false })
                return Missing(current.Name);
            var expected = files();
            var there = directory.List();
            var gone = expected.FindAll(file => !there.Contains(file.Name));
            return gone.Count > 0 && gone.Find(files().Contains) is { } missing ? Missing(missing.Name) : null;
        }
        catch (IOException error)
        {
            return error;
        }
    }

    private IOException Missing(string name) =>
        new($"The file '{name}' of the journal in '{directory.Path}' was moved, removed or replaced. Put it back, or look at what is lost at the next start.");
}
