using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Notifications.Files;
using Notifications.Handlebars.Catalog;

namespace Notifications.Handlebars.Storage;

/// <summary>Keeps templates in a directory: <c>tenant/name/version.json</c>. A version is written whole under another name and then moved to its own, by one writer at a time.</summary>
/// <param name="path">The directory; it is made when the first version is saved.</param>
/// <param name="maxVersions">How many versions of a template are kept.</param>
/// <param name="logger">Says which files were set aside.</param>
/// <param name="flush">Returns when a file is on disk. Default: by the operating system.</param>
internal sealed class FileTemplateStore(string path, int maxVersions, ILogger logger, Action<SafeFileHandle>? flush = null) : ITemplateStore
{
    private const string Damaged = ".damaged";

    private readonly string _path = Path.GetFullPath(path);

    public async ValueTask<IReadOnlyList<TemplateDocument>> ReadAllAsync(CancellationToken cancellationToken)
    {
        List<TemplateDocument> documents = [];
        if (!Directory.Exists(_path))
            return documents;
        foreach (var tenant in Directory.EnumerateDirectories(_path))
        {
            foreach (var folder in Directory.EnumerateDirectories(tenant))
            {
                foreach (var file in Versions(folder))
                {
                    if (await TryReadAsync(file, cancellationToken).ConfigureAwait(false) is not { } newest)
                        continue;
                    documents.Add(newest);
                    break;
                }
            }
        }

        return documents;
    }

    public async ValueTask<IReadOnlyList<TemplateDocument>> ReadHistoryAsync(string name, string? tenantId, CancellationToken cancellationToken)
    {
        List<TemplateDocument> documents = [];
        foreach (var file in Versions(Folder(name, tenantId)))
        {
            if (await TryReadAsync(file, cancellationToken).ConfigureAwait(false) is { } document)
                documents.Add(document);
        }

        return documents;
    }

    public async ValueTask<bool> TryAddAsync(TemplateDocument document, CancellationToken cancellationToken)
    {
        var folder = Folder(document.Name, document.TenantId);
        MakeFolder(folder);

        // A move that must not replace is a look and a move on some file systems: two writers could both win. The lock ends with its process.
        var claim = TryClaim(Path.Combine(folder, ".writing"));
        if (claim is null)
            return false;
        await using (claim.ConfigureAwait(false))
            return await TryAddAsync(folder, document, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> RemoveAsync(string name, string? tenantId, CancellationToken cancellationToken)
    {
        var folder = Folder(name, tenantId);
        if (!Directory.Exists(folder))
            return false;
        var claim = TryClaim(Path.Combine(folder, ".writing"));
        if (claim is null)
            return false;
        await using (claim.ConfigureAwait(false))
        {
            // The oldest first: cut in between, what was in use stays in use.
            foreach (var file in Versions(folder).Reverse())
                File.Delete(file);
            DirectorySync.Flush(folder);
        }

        return true;
    }

    /// <summary>Makes a folder and what is missing above it; a power failure does not take them away again.</summary>
    private static void MakeFolder(string folder)
    {
        List<string> parents = [];
        for (var made = folder; !Directory.Exists(made) && Path.GetDirectoryName(made) is { } parent; made = parent)
            parents.Add(parent);
        Directory.CreateDirectory(folder);
        foreach (var parent in parents)
            DirectorySync.Flush(parent);
    }

    private static FileStream? TryClaim(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private async ValueTask<bool> TryAddAsync(string folder, TemplateDocument document, CancellationToken cancellationToken)
    {
        var newest = Versions(folder).Select(Number).FirstOrDefault();
        if (document.Version != newest + 1)
            return false;
        var target = Path.Combine(folder, document.Version.ToString("D8", CultureInfo.InvariantCulture) + ".json");
        var draft = Path.Combine(folder, Path.GetRandomFileName() + ".draft");
        try
        {
            var stream = new FileStream(draft, FileMode.CreateNew);
            await using (stream.ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(stream, StoredTemplate.Of(document), TemplateJsonContext.Default.StoredTemplate, cancellationToken).ConfigureAwait(false);
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                (flush ?? FileSync.Flush)(stream.SafeFileHandle);
            }

            File.Move(draft, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
        finally
        {
            File.Delete(draft);
        }

        Confirm(folder, target);
        foreach (var old in Versions(folder).Skip(maxVersions))
            File.Delete(old);
        return true;
    }

    private static void Confirm(string folder, string target)
    {
        try
        {
            DirectorySync.Flush(folder);
        }
        catch (IOException)
        {
            // Who saves it is told that it failed: then it is not in use either.
            File.Delete(target);
            throw;
        }
    }

    // One file that a disk has damaged, or a hand, must neither keep the host from starting nor the others from being saved.
    private async ValueTask<TemplateDocument?> TryReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var stream = File.OpenRead(file);
            await using var closed = stream.ConfigureAwait(false);
            var stored = await JsonSerializer.DeserializeAsync(stream, TemplateJsonContext.Default.StoredTemplate, cancellationToken).ConfigureAwait(false);
            return (stored ?? throw new JsonException("the file says null")).ToDocument();
        }
        catch (JsonException error)
        {
            TemplateLog.VersionSetAside(logger, file + Damaged, error.Message);
            File.Move(file, file + Damaged, overwrite: true);
            return null;
        }
        catch (FileNotFoundException)
        {
            // It went with the versions that are too old, or with all of them.
            return null;
        }
    }

    private static IEnumerable<string> Versions(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").OrderByDescending(Number) : [];

    private static int Number(string file) => int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Tenants have any name; a file system has not. Names that differ in case only stay apart by the hash.
    private string Folder(string name, string? tenantId) => Path.Combine(_path, tenantId is null ? "shared" : "t-" + Hash(tenantId), $"{name}-{Hash(name)[..8]}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
