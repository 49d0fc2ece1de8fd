using Microsoft.Extensions.Logging;

namespace Notifications.Tests.Tracking;

/// <summary>Calls the test at each line of the log, on the thread that writes it.</summary>
internal sealed class HeardLog : ILoggerProvider, ILogger
{
    public Action<string>? Written { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Written?.Invoke(formatter(state, exception));

    public void Dispose()
    {
    }
}
