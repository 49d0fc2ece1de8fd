using Microsoft.Extensions.Logging;

namespace Notifications.Tests.Channels;

/// <summary>A logger that keeps its lines, and that takes no level below one.</summary>
internal sealed class RecordingLogger(LogLevel lowest) : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<(LogLevel Level, EventId Id, string Text)> _lines = [];

    public (LogLevel Level, EventId Id, string Text)[] Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
            _lines.Add((logLevel, eventId, formatter(state, exception)));
    }
}
