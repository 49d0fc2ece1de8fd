namespace Notifications;

/// <summary>A file that lines are appended to, and that makes room by renaming itself when it is full. Used by one thread at a time.
/// It is open only while a line is written, so that it may be moved, deleted and read at any time.</summary>
internal sealed class RollingFile(string path, long maxSize, int maxFiles)
{
    private readonly string _path = Path.GetFullPath(path);

    /// <summary>Appends a line, whole or not at all.</summary>
    /// <param name="line">The line with its end.</param>
    /// <returns>True when a new file was begun.</returns>
    /// <exception cref="IOException">The line is not there.</exception>
    public bool Append(ReadOnlySpan<byte> line)
    {
        if (Path.GetDirectoryName(_path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        var isRolled = new FileInfo(_path) is { Exists: true, Length: > 0 and var length } && length + line.Length > maxSize;
        if (isRolled)
            Roll();

        // Without a buffer: what a write has not taken does not come later, when the line has been reported as failed.
        using var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        EndTornLine(stream);
        Write(stream, line);
        return isRolled;
    }

    private static void EndTornLine(FileStream stream)
    {
        if (stream.Length == 0)
            return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n')
            stream.WriteByte((byte)'\n');
    }

    private static void Write(FileStream stream, ReadOnlySpan<byte> line)
    {
        var length = stream.Length;
        try
        {
            stream.Write(line);
        }
        catch
        {
            // Cut back to the last whole line; where that fails too, the next append ends the torn one.
            try
            {
                stream.SetLength(length);
            }
            catch (IOException)
            {
            }

            throw;
        }
    }

    private void Roll()
    {
        if (maxFiles == 1)
        {
            File.Delete(_path);
            return;
        }

        for (var i = maxFiles - 2; i >= 1; i--)
        {
            if (File.Exists(Numbered(i)))
                File.Move(Numbered(i), Numbered(i + 1), overwrite: true);
        }

        File.Move(_path, Numbered(1), overwrite: true);
    }

    private string Numbered(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_path}.{i}");
}
