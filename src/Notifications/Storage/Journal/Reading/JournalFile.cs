using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>A file of a journal that was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its header.</param>
/// <param name="Length">How long it is.</param>
internal sealed record JournalFile(string Name, FileHeader Header, long Length)
{
    private const int LargestPiece = 1 << 20;

    /// <summary>Behind its last good frame; known after it was replayed.</summary>
    public long End { get; set; } = Length;

    /// <summary>The frames that were replayed, in pieces that can be read one by one.</summary>
    public List<(long Start, long End)> Pieces { get; } = [];

    /// <summary>Some of it was lost: what is read again has to be proven again.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>A frame was replayed.</summary>
    public void Add(long start, long end)
    {
        if (Pieces.Count > 0 && Pieces[^1] is var last && last.End == start && end - last.Start <= LargestPiece)
            Pieces[^1] = (last.Start, end);
        else
            Pieces.Add((start, end));
    }
}
