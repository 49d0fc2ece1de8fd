using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Tells a write that was cut off from rot. A group of commits is written only when the one before it is confirmed: so a good frame of a later group proves that what is bad was good once.</summary>
internal static class TailRule
{
    /// <param name="tail">The bytes from the first bad frame to the end of the file.</param>
    /// <param name="offset">Where they begin in the file.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="expectedLsn">The number that the bad frame should have.</param>
    /// <param name="mayHaveHoles">Nothing was confirmed, and the machine may have crashed since: the disk may have taken later pages first.</param>
    /// <param name="foundLsn">The number of the good frame behind the bad one, when there is one.</param>
    public static TailKind Judge(ReadOnlySpan<byte> tail, long offset, in FileHeader header, long expectedLsn, bool mayHaveHoles, out long foundLsn)
    {
        foundLsn = 0;
        if (tail.IndexOfAnyExcept((byte)0) < 0)
            return TailKind.Clean;
        for (var at = 0; at <= tail.Length - FrameHeader.Size; at += FrameHeader.Alignment)
        {
            var candidate = FrameHeader.Read(tail[at..]);
            if (candidate.Lsn <= expectedLsn || candidate.Lsn - expectedLsn > int.MaxValue || (!header.IsBuffered && (long)candidate.Group * FrameHeader.Alignment <= offset))
                continue;
            if (!FrameHeader.IsValid(tail[at..], header.Salt))
                continue;
            foundLsn = candidate.Lsn;
            return mayHaveHoles ? TailKind.Holed : TailKind.Rotten;
        }

        return TailKind.Torn;
    }
}
