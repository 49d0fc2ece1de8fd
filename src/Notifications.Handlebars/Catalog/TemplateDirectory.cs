using Microsoft.Extensions.Logging;

namespace Notifications.Handlebars.Catalog;

/// <summary>Templates from a directory. Says when its files have changed and then were left alone for a while.</summary>
internal sealed class TemplateDirectory : ITemplateSource, IDisposable
{
    private const int MaxFiles = 20_000;

    /// <summary>Tenant, template, language: folders that are links may lead back to where they stand.</summary>
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly TemplateWatch _watch;
    private HashSet<(string Path, string Problem)> _reported = [];
    private IReadOnlyList<TemplateDocument> _documents = [];
    private long _stamp;
    private bool _isMissing;

    public TemplateDirectory(string path, TimeSpan delay, TimeProvider clock, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _logger = logger;
        _watch = new TemplateWatch(_path, delay, IsStale, () => Changed?.Invoke(), clock, logger);
    }

    /// <summary>Raised on a timer's thread.</summary>
    public event Action? Changed;

    /// <summary>Reads all files; while the directory is gone, what was read last stays.</summary>
    public IReadOnlyList<TemplateDocument> Read()
    {
        var isMissing = !Directory.Exists(_path);
        if (isMissing && !_isMissing)
            TemplateLog.DirectoryMissing(_logger, _path);
        _isMissing = isMissing;
        if (isMissing)
            return _documents;
        Volatile.Write(ref _stamp, Stamp());
        var problems = new HashSet<(string Path, string Problem)>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, relative) in FindFiles())
        {
            if (TemplateFileReader.Read(file.FullName, out var problem) is { } text)
                files[relative] = text;
            else
                problems.Add((relative, problem));
        }

        _documents = TemplateFiles.Parse(files, (path, problem) => problems.Add((path, problem)));
        Report(problems);
        return _documents;
    }

    public void Dispose() => _watch.Dispose();

    private IEnumerable<(FileInfo File, string Relative)> FindFiles() => new DirectoryInfo(_path).EnumerateFiles("*", Everything)
        .Where(static f => f.Name.EndsWith(TemplateFiles.Extension, StringComparison.Ordinal) || f.Name == TemplateFiles.About)
        .Take(MaxFiles)
        .Select(f => (f, Path.GetRelativePath(_path, f.FullName).Replace('\\', '/')))
        .Where(static f => !IsHidden(f.Item2));

    private bool IsStale()
    {
        try
        {
            return Directory.Exists(_path) && Stamp() != Volatile.Read(ref _stamp);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It changes at this very moment: the next look will tell.
            return false;
        }
    }

    /// <summary>A number that is another one when a file is.</summary>
    private long Stamp()
    {
        var stamp = 1L;
        foreach (var (file, relative) in FindFiles())
            stamp = unchecked(stamp + HashCode.Combine(relative, file.Length, file.LastWriteTimeUtc.Ticks));
        return stamp;
    }

    /// <summary>Editors, version control and Kubernetes keep what is theirs in files and folders that begin with a dot.</summary>
    private static bool IsHidden(string relative) => relative.StartsWith('.') || relative.Contains("/.", StringComparison.Ordinal);

    /// <summary>What was said at the last reading is not said again.</summary>
    private void Report(HashSet<(string Path, string Problem)> problems)
    {
        foreach (var (path, problem) in problems.Except(_reported).OrderBy(static p => p.Path, StringComparer.Ordinal))
            TemplateLog.FileUnusable(_logger, path, problem);
        _reported = problems;
    }
}
