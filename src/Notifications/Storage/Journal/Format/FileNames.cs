using System.Globalization;

namespace Notifications.Storage.Journal.Format;

/// <summary>The names of a journal's files.</summary>
internal static class FileNames
{
    /// <summary>A segment written ahead, and nothing in it yet.</summary>
    public const string Spare = "spare";

    /// <summary>A small segment for when the disk is full.</summary>
    public const string Reserve = "reserve";

    /// <summary>A segment that is made when it is needed.</summary>
    public const string Fresh = "segment";

    /// <summary>Says which segment is the newest.</summary>
    public const string Head = "head";

    /// <summary>Ends the name of a file that is not complete: it is deleted at the next start.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Ends the name of the copy of an end that was cut off.</summary>
    public const string Torn = ".torn";

    /// <summary>Ends the name of a file that was given up.</summary>
    public const string Damaged = ".damaged";

    private const string SegmentEnding = ".ntj";
    private const string CheckpointEnding = ".ntc";

    public static string Segment(long number) => number.ToString("d20", CultureInfo.InvariantCulture) + SegmentEnding;

    /// <param name="number">The first segment that it does not cover.</param>
    public static string Checkpoint(long number) => number.ToString("d20", CultureInfo.InvariantCulture) + CheckpointEnding;

    public static bool IsSegment(string name, out long number) => HasNumber(name, SegmentEnding, out number);

    public static bool IsCheckpoint(string name, out long number) => HasNumber(name, CheckpointEnding, out number);

    /// <summary>A file of the journal's own that was not completed.</summary>
    public static bool IsUnfinished(string name) => name.EndsWith(Unfinished, StringComparison.Ordinal)
        && (name[..^Unfinished.Length] is Spare or Reserve or Fresh or Head || IsCheckpoint(name[..^Unfinished.Length], out _));

    private static bool HasNumber(string name, string ending, out long number)
    {
        number = 0;
        return name.Length == 20 + ending.Length && name.EndsWith(ending, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
