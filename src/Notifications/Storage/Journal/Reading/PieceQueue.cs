namespace Notifications.Storage.Journal.Reading;

/// <summary>Hands the pieces of the files to the threads that read them, in their order.</summary>
internal sealed class PieceQueue(IReadOnlyList<JournalFile> files)
{
    private readonly Lock _gate = new();
    private int _file;
    private int _piece;

    public bool TryTake(out FilePiece piece)
    {
        lock (_gate)
        {
            while (_file < files.Count && _piece == files[_file].Pieces.Count)
                (_file, _piece) = (_file + 1, 0);
            if (_file == files.Count)
            {
                piece = default;
                return false;
            }

            var (start, end) = files[_file].Pieces[_piece++];
            piece = new FilePiece(_file, start, (int)(end - start));
            return true;
        }
    }
}
