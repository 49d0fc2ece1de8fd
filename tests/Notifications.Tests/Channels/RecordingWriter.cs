using System.Text;

namespace Notifications.Tests.Channels;

/// <summary>A writer that keeps each write, and that can fail or hang.</summary>
internal sealed class RecordingWriter : TextWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _writes = [];

    public Action? BeforeWrite { get; init; }

    public override Encoding Encoding => Encoding.UTF8;

    public string[] Writes
    {
        get
        {
            lock (_lock)
                return [.. _writes];
        }
    }

    public override void Write(string? value)
    {
        BeforeWrite?.Invoke();
        lock (_lock)
            _writes.Add(value ?? string.Empty);
    }
}
