namespace Notifications.Storage.Journal.Reading;

/// <summary>A file of which a disk cannot read some sectors: they read as zeros, and it is known that they are not. So one sector takes with it what stood there, and no more.</summary>
/// <param name="file">The file.</param>
internal sealed class RescuedFile(IJournalFile file) : IJournalFile
{
    private const int Sector = 512;

    /// <summary>Where the first sector is that could not be read; null while all could.</summary>
    public long? UnreadableAt { get; private set; }

    /// <summary>What the disk said to it.</summary>
    public string? Reason { get; private set; }

    public long Length => file.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            return file.Read(buffer, offset);
        }
        catch (IOException error) when (DiskErrors.IsUnreadable(error))
        {
            return ReadSectors(buffer[..(int)Math.Clamp(file.Length - offset, 0, buffer.Length)], offset);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

    public void Truncate(long length) => file.Truncate(length);

    public void Flush() => file.Flush();

    public bool IsNamed(string name) => file.IsNamed(name);

    public void Dispose() => file.Dispose();

    private int ReadSectors(Span<byte> buffer, long offset)
    {
        for (var at = 0; at < buffer.Length;)
        {
            var next = Math.Min(buffer.Length, at + Sector - (int)((offset + at) % Sector));
            try
            {
                if (file.Read(buffer[at..next], offset + at) < next - at)
                    return at;
            }
            catch (IOException error) when (DiskErrors.IsUnreadable(error))
            {
                buffer[at..next].Clear();
                Reason ??= error.Message;
                UnreadableAt = Math.Min(UnreadableAt ?? long.MaxValue, offset + at);
            }

            at = next;
        }

        return buffer.Length;
    }
}
