using Microsoft.Extensions.Logging;

namespace Notifications.Testing;

/// <summary>Keeps the errors that are logged, so that a test can show them.</summary>
internal sealed class ErrorRecorder : ILoggerProvider, ILogger
{
    private const int Most = 1_000;
    private readonly Lock _sync = new();
    private readonly List<string> _entries = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_sync)
                return [.. _entries];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        lock (_sync)
        {
            if (_entries.Count < Most)
                _entries.Add(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception}");
        }
    }

    public void Dispose()
    {
    }
}
