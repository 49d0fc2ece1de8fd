using Microsoft.Extensions.Logging;

namespace Notifications.Handlebars.Catalog;

/// <summary>Templates from a directory. Says when its files have changed and then were left alone for a while.</summary>
internal sealed class TemplateDirectory : ITemplateSource, IDisposable
{
    private const int MaxFiles = 20_000;
    private const long MaxFileLength = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly TimeSpan _delay;
    private readonly ITimer _timer;
    private readonly FileSystemWatcher? _watcher;

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
        if (!Directory.Exists(_path))
            return [];
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).Where(IsTemplate).Take(MaxFiles))
        {
            var relative = Path.GetRelativePath(_path, file).Replace('\\', '/');
            if (new FileInfo(file).Length > MaxFileLength)
                TemplateLog.FileUnusable(_logger, relative, $"the file has more than {MaxFileLength:N0} bytes");
            else
                files[relative] = File.ReadAllText(file);
        }

        return TemplateFiles.Parse(files, (path, problem) => TemplateLog.FileUnusable(_logger, path, problem));
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _timer.Dispose();
    }

    private static bool IsTemplate(string file) =>
        file.EndsWith(TemplateFiles.Extension, StringComparison.Ordinal) || Path.GetFileName(file) == TemplateFiles.About;

    private void Touch() => _timer.Change(_delay, Timeout.InfiniteTimeSpan);
}
