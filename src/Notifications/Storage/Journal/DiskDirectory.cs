using System.Globalization;
using System.Text;

namespace Notifications.Storage.Journal;

/// <summary>A directory on a local disk.</summary>
internal sealed class DiskDirectory(string path, TimeProvider clock) : IJournalDirectory
{
    private const string LockName = "lock";
    private const int MaxOwnerText = 512;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public IDisposable Lock()
    {
        var isNew = !Directory.Exists(Path);
        Directory.CreateDirectory(Path);
        if (isNew && System.IO.Path.GetDirectoryName(Path) is { } parent)
            DirectorySync.Flush(parent);
        FileStream held;
        try
        {
            held = new FileStream(Full(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException error) when (File.Exists(Full(LockName)) && !DiskErrors.IsFull(error))
        {
            throw new JournalException(
                JournalError.Locked,
                $"The journal in '{Path}' is held by another process ({ReadOwner()}). A journal serves one process: stop the other one, or give this one a directory of its own.",
                error);
        }

        Sign(held);
        return held;
    }

    public IReadOnlyList<string> List() =>
        [.. new DirectoryInfo(Path).EnumerateFiles().Select(static file => file.Name).Where(static name => name != LockName).Order(StringComparer.Ordinal)];

    public IJournalFile Create(string name) => new DiskFile(File.OpenHandle(Full(name), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));

    public IJournalFile Open(string name) => new DiskFile(File.OpenHandle(Full(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Rename(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    public void Delete(string name) => File.Delete(Full(name));

    public void Flush() => DirectorySync.Flush(Path);

    private string Full(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Who holds the journal, for the message that a second process gets. It is a courtesy: a full disk must not keep the journal from opening.</summary>
    private void Sign(FileStream held)
    {
        try
        {
            var owner = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {clock.GetUtcNow():u}");
            held.SetLength(0);
            held.Write(Encoding.UTF8.GetBytes(owner));
            held.Flush();
        }
        catch (IOException)
        {
            // The lock holds without the name of its owner.
        }
    }

    private string ReadOwner()
    {
        try
        {
            using var file = new FileStream(Full(LockName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> text = stackalloc byte[MaxOwnerText];
            var length = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return length == 0 ? "unknown" : Encoding.UTF8.GetString(text[..length]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
