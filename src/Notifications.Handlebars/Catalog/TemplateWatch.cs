using Microsoft.Extensions.Logging;

namespace Notifications.Handlebars.Catalog;

/// <summary>Says when the files of a directory have changed and then were left alone for a while. What the system does not tell, such as that the directory was replaced, is looked for once a minute.</summary>
internal sealed class TemplateWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly Func<bool> _isStale;
    private readonly ILogger _logger;
    private readonly TimeSpan _delay;
    private readonly Lock _gate = new();
    private readonly ITimer _quiet;
    private readonly ITimer _look;
    private FileSystemWatcher? _watcher;
    private bool _isSaid;
    private bool _isDisposed;

    /// <summary>Begins.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="delay">How long the files are left alone before it is said.</param>
    /// <param name="isStale">Whether there are other files than were read.</param>
    /// <param name="changed">Takes the word, on a timer's thread.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Says when changes are found late.</param>
    public TemplateWatch(string path, TimeSpan delay, Func<bool> isStale, Action changed, TimeProvider clock, ILogger logger)
    {
        (_path, _delay, _isStale, _logger) = (path, delay, isStale, logger);
        _quiet = clock.CreateTimer(_ => changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin();
        _look = clock.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _watcher?.Dispose();
        }

        _look.Dispose();
        _quiet.Dispose();
    }

    /// <summary>Looks for itself; the watcher hangs on a directory, and not on its name.</summary>
    private void Look()
    {
        if (!_isStale())
            return;
        Begin();
        Touch();
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _watcher?.Dispose();
            _watcher = null;
            if (!Directory.Exists(_path))
                return;
            try
            {
                _watcher = Watch();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // There are so many watches on a machine, 128 instances in many containers.
                if (!_isSaid)
                    TemplateLog.WatchedSlowly(_logger, _path, error.Message);
                _isSaid = true;
            }
        }
    }

    private FileSystemWatcher Watch()
    {
        var watcher = new FileSystemWatcher(_path) { IncludeSubdirectories = true };
        try
        {
            watcher.Changed += (_, _) => Touch();
            watcher.Created += (_, _) => Touch();
            watcher.Deleted += (_, _) => Touch();
            watcher.Renamed += (_, _) => Touch();
            watcher.Error += (_, _) => Touch();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
    }

    private void Touch() => _quiet.Change(_delay, Timeout.InfiniteTimeSpan);
}
