namespace Notifications.Storage.Journal;

/// <summary>The directory of a journal: all that the journal does to a disk goes through here and <see cref="IJournalFile"/>, so that tests can put a failing disk beneath.</summary>
/// <remarks>Errors are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>, as of the file system.</remarks>
internal interface IJournalDirectory
{
    /// <summary>The path, for messages.</summary>
    string Path { get; }

    /// <summary>How many bytes of the disk are free.</summary>
    long FreeBytes { get; }

    /// <summary>Whether the directory under the path is the one that was locked, and its lock is where another process would look for it. Not so when it was moved, removed or mounted over.</summary>
    bool IsOurs { get; }

    /// <summary>Which run of the operating system this is: two that differ have a crash or a power failure between them, or may have. 0 when it is not known.</summary>
    ulong Boot { get; }

    /// <summary>What is weak about the file system that it is on, see <see cref="FileSystemRule"/>; null for a local disk.</summary>
    string? Weakness { get; }

    /// <summary>Creates the directory where it is missing, and takes it for this process.</summary>
    /// <returns>Gives it back when disposed.</returns>
    /// <exception cref="JournalException">Another process has it.</exception>
    IDisposable Lock();

    /// <summary>The names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file in place of one that may be there.</summary>
    IJournalFile Create(string name);

    /// <summary>Opens a file that is there.</summary>
    IJournalFile Open(string name);

    /// <summary>Gives a file another name, in place of one that may be there.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file, if it is there.</summary>
    void Delete(string name);

    /// <summary>Returns when creations, renames and deletions outlive a power failure.</summary>
    void Flush();
}
