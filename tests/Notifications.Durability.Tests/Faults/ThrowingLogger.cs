using Microsoft.Extensions.Logging;

namespace Notifications.Durability.Faults;

/// <summary>A host's logger that fails whenever it is told of something bad.</summary>
internal sealed class ThrowingLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning)
            throw new InvalidOperationException("the logger has failed");
    }
}
