using System.Security.Cryptography;
using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Notes which segment is the newest, before anything is accepted into it: so its absence is seen at the next start.</summary>
/// <remarks>The file has two places, which take turns: a note that a power failure tears leaves the one before it.</remarks>
internal sealed class SegmentHead(IJournalDirectory directory, Guid store)
{
    private const int Place = 4096;
    private bool _isSound;
    private bool _hasFailed;

    /// <summary>Reads the last note.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isNewer">A later release has written it.</param>
    /// <returns>Its number and first commit are those of the newest segment; null where none can be read.</returns>
    public static FileHeader? Read(IJournalFile file, out bool isNewer)
    {
        isNewer = false;
        FileHeader? last = null;
        Span<byte> bytes = stackalloc byte[FileHeader.Size];
        for (var place = 0; place < 2; place++)
        {
            var isNote = FileHeader.TryRead(bytes[..file.Read(bytes, place * Place)], out var note, out var isOfLater);
            isNewer |= isOfLater;
            if (isNote && note.Kind == FileKind.Head && note.Number >= (last?.Number ?? 0))
                last = note;
        }

        return last;
    }

    /// <summary>Sees to it that the file is there before a segment says so.</summary>
    /// <param name="firstLsn">The number of the next commit.</param>
    public void Prepare(long firstLsn)
    {
        if (_isSound)
            return;
        if (!_hasFailed && directory.List().Contains(FileNames.Head))
        {
            _isSound = true;
            return;
        }

        // A file that did not confirm a note is not asked again.
        const string Unfinished = FileNames.Head + FileNames.Unfinished;
        var bytes = new byte[2 * Place];
        Write(bytes, 0, firstLsn);
        try
        {
            using var file = directory.Create(Unfinished);
            file.Write(bytes, 0);
            file.Flush();
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            directory.Delete(Unfinished);
            throw;
        }

        directory.Rename(Unfinished, FileNames.Head);
        directory.Flush();
        (_isSound, _hasFailed) = (true, false);
    }

    /// <summary>Notes the newest segment. It is named on the disk already.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="firstLsn">Its first commit.</param>
    public void Note(long number, long firstLsn)
    {
        var bytes = new byte[FileHeader.Size];
        Write(bytes, number, firstLsn);
        try
        {
            using var file = directory.Open(FileNames.Head);
            file.Write(bytes, number % 2 * Place);
            file.Flush();
        }
        catch (Exception error) when (DiskErrors.IsOfDisk(error))
        {
            (_isSound, _hasFailed) = (false, true);
            throw;
        }
    }

    private void Write(Span<byte> bytes, long number, long firstLsn) =>
        new FileHeader(FileKind.Head, IsBuffered: false, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))), store, number, firstLsn).Write(bytes);
}
