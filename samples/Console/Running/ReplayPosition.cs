using System.Globalization;

namespace Notifications.Samples.Storm.Running;

/// <summary>Where on event time a run with a journal has come to: the next one begins there, so that what is left is not found too late. Kept beside the journal's files.</summary>
/// <param name="directory">The journal's directory; null for a run without one.</param>
internal sealed class ReplayPosition(string? directory)
{
    private const string FileName = "replay-position";
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);
    private DateTimeOffset? _noted;

    private string? FilePath => directory is null ? null : Path.Combine(directory, FileName);

    /// <summary>Where the last run has come to, to ten minutes; null where that is not known.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(FilePath) && DateTimeOffset.TryParseExact(File.ReadAllText(FilePath), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var position) ? position : null;

    /// <summary>The clock stands here.</summary>
    public void Note(DateTimeOffset now)
    {
        if (FilePath is not { } path || (_noted is { } noted && now - noted < Step))
            return;
        File.WriteAllText(path + ".new", now.ToString("O", CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
        _noted = now;
    }

    /// <summary>A run on the wall clock has no position.</summary>
    public void Forget()
    {
        if (Directory.Exists(directory))
            File.Delete(FilePath!);
    }
}
