namespace Notifications.Storage.Journal.Reading;

/// <summary>Some frames of a file, which were proven.</summary>
/// <param name="File">The file, from 0.</param>
/// <param name="Start">Where the first frame begins.</param>
/// <param name="Length">The bytes of all of them.</param>
internal readonly record struct FilePiece(int File, long Start, int Length);
