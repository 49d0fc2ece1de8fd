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
    private readonly TimeSpan _delay;
    private readonly ITimer _timer;
    private readonly FileSystemWatcher? _watcher;
    private HashSet<(string Path, string Problem)> _reported = [];

    public TemplateDirectory(string path, TimeSpan delay, TimeProvider clock, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _delay = delay;
        _logger = logger;
        _timer = clock.CreateTimer(_ => Changed?.Invoke(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!Directory.Exists(_path))
        {
            TemplateLog.DirectoryMissing(logger, _path);
            return;
        }

        _watcher = new FileSystemWatcher(_path) { IncludeSubdirectories = true };
        _watcher.Changed += (_, _) => Touch();
        _watcher.Created += (_, _) => Touch();
        _watcher.Deleted += (_, _) => Touch();
        _watcher.Renamed += (_, _) => Touch();
        _watcher.Error += (_, _) => Touch();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Raised on a timer's thread.</summary>
    public event Action? Changed;

    public IReadOnlyList<TemplateDocument> Read()
    {
        var problems = new HashSet<(string Path, string Problem)>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(_path))
        {
            foreach (var file in Directory.EnumerateFiles(_path, "*", Everything).Where(IsTemplate).Take(MaxFiles))
            {
                var relative = Path.GetRelativePath(_path, file).Replace('\\', '/');
                if (IsHidden(relative))
                    continue;
                if (TemplateFileReader.Read(file, out var problem) is { } text)
                    files[relative] = text;
                else
                    problems.Add((relative, problem));
            }
        }

        var documents = TemplateFiles.Parse(files, (path, problem) => problems.Add((path, problem)));
        Report(problems);
        return documents;
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _timer.Dispose();
    }

    private static bool IsTemplate(string file) =>
        file.EndsWith(TemplateFiles.Extension, StringComparison.Ordinal) || Path.GetFileName(file) == TemplateFiles.About;

    /// <summary>Editors, version control and Kubernetes keep what is theirs in files and folders that begin with a dot.</summary>
    private static bool IsHidden(string relative) => relative.StartsWith('.') || relative.Contains("/.", StringComparison.Ordinal);

    /// <summary>What was said at the last reading is not said again.</summary>
    private void Report(HashSet<(string Path, string Problem)> problems)
    {
        foreach (var (path, problem) in problems.Except(_reported).OrderBy(static p => p.Path, StringComparer.Ordinal))
            TemplateLog.FileUnusable(_logger, path, problem);
        _reported = problems;
    }

    private void Touch() => _timer.Change(_delay, Timeout.InfiniteTimeSpan);
}
