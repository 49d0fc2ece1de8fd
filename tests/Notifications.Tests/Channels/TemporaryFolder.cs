namespace Notifications.Tests.Channels;

/// <summary>A directory that is gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("notifications-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    /// <summary>The lines of a file that may still be open for writing; none when there is no such file.</summary>
    public string[] ReadLines(string name)
    {
        if (!File.Exists(this[name]))
            return [];
        using var stream = new FileStream(this[name], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public string[] Files => [.. Directory.GetFiles(_path).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
