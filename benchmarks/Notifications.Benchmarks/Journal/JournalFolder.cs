using System.Globalization;

namespace Notifications.Benchmarks.Journal;

/// <summary>A directory of its own on the disk of the temporary files, gone at the end.</summary>
internal sealed class JournalFolder : IDisposable
{
    private static int _number;

    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"notifications-bench-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}"));

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
