using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>A file of a journal that was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its header.</param>
/// <param name="Length">How long it is.</param>
internal sealed record JournalFile(string Name, FileHeader Header, long Length)
{
    /// <summary>Behind its last good frame; known after it was replayed.</summary>
    public long End { get; set; } = Length;

    /// <summary>Some of it was lost: what is read again has to be proven again.</summary>
    public bool IsDamaged { get; set; }
}
