using Notifications.Storage.Journal;

namespace Notifications.Durability.Victim;

/// <summary>Puts crash points before and after each operation of a directory.</summary>
internal sealed class CrashingDirectory(IJournalDirectory inner, CrashPoint crash) : IJournalDirectory
{
    public string Path => inner.Path;

    public long FreeBytes => inner.FreeBytes;

    public bool IsOurs => inner.IsOurs;

    public ulong Boot => inner.Boot;

    public string? Weakness => inner.Weakness;

    public IDisposable Lock() => inner.Lock();

    public IReadOnlyList<string> List() => inner.List();

    public IJournalFile Create(string name) => new CrashingFile(inner.Create(name), crash);

    public IJournalFile Open(string name) => new CrashingFile(inner.Open(name), crash);

    public void Rename(string from, string to)
    {
        crash.At("before-rename");
        if (to.EndsWith(".ntc", StringComparison.Ordinal))
            crash.At("before-checkpoint-rename");
        inner.Rename(from, to);
        crash.At("after-rename");
        if (to.EndsWith(".ntc", StringComparison.Ordinal))
            crash.At("after-checkpoint-rename");
    }

    public void Delete(string name)
    {
        crash.At("before-delete");
        inner.Delete(name);
        crash.At("after-delete");
    }

    public void Flush()
    {
        crash.At("before-directory-flush");
        inner.Flush();
        crash.At("after-directory-flush");
    }
}
