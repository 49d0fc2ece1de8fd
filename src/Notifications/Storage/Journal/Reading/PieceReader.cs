using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Goes through the frames of pieces that were proven, once more.</summary>
internal sealed class PieceReader(IJournalDirectory directory, IReadOnlyList<JournalFile> files) : IDisposable
{
    private byte[] _bytes = [];
    private IJournalFile? _file;
    private FilePiece _piece = new(File: -1, 0, 0);
    private int _frame;
    private int _next;
    private int _length;

    /// <summary>The payload of the frame.</summary>
    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(_frame + FrameHeader.Size, _length);

    public void Open(in FilePiece piece)
    {
        if (piece.File != _piece.File)
        {
            _file?.Dispose();
            _file = directory.Open(files[piece.File].Name);
        }

        if (_bytes.Length < piece.Length)
            _bytes = GC.AllocateUninitializedArray<byte>(piece.Length);
        (_piece, _next) = (piece, 0);
        if (_file!.Read(_bytes.AsSpan(0, piece.Length), piece.Start) < piece.Length)
            throw new IOException($"The file '{files[piece.File].Name}' ends before byte {piece.Start + piece.Length}, and did not a moment ago.");
    }

    public bool TryRead()
    {
        if (_next >= _piece.Length)
            return false;
        _frame = _next;
        _length = FrameHeader.Read(_bytes.AsSpan(_frame)).Length;
        _next += FrameHeader.Size + FrameHeader.Padded(_length);
        return true;
    }

    public long Locate(in EntryReader entry) => JournalReplay.Locate(_piece.File, _piece.Start + _frame + FrameHeader.Size + entry.Start);

    public void Dispose() => _file?.Dispose();
}
