namespace Notifications.Storage.Journal;

/// <summary>An open file of a journal.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>How long it is, in bytes.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <returns>How many bytes were read.</returns>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all bytes, or throws; then any part of them may be written.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts the file off.</summary>
    void Truncate(long length);

    /// <summary>Returns when all that was written outlives a power failure. After it threw nothing is known of what was written since the last one, and a second call proves nothing.</summary>
    void Flush();

    /// <summary>Whether the directory still has this very file under a name.</summary>
    bool IsNamed(string name);
}
