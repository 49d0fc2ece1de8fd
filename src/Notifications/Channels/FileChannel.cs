using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Notifications;

/// <summary>Appends messages to a file, one JSON object a line, each handed to the operating system before it counts as delivered.</summary>
internal sealed partial class FileChannel : INotificationChannel, INotificationChannelTraits, IDisposable
{
    private readonly string _name;
    private readonly ILogger _logger;
    private readonly RollingFile _file;
    private readonly SerialWriter _writer = new();

    public FileChannel(string name, FileChannelOptions options, ILogger logger)
    {
        _name = name;
        _logger = logger;
        _file = new RollingFile(options.Path, options.MaxFileSize, options.MaxFiles);
    }

    public ChannelTraits Traits { get; } = new() { Type = "file" };

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> line;
        try
        {
            line = MessageLine.Write(message);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return new(DeliveryResult.Rejected(RejectionKind.Content, "the message could not be written as JSON: its data is no JSON, or a text is no valid Unicode"));
        }

        return _writer.WriteAsync(() => Append(line), cancellationToken);
    }

    public void Dispose() => _writer.Dispose();

    private DeliveryResult Append(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (_file.Append(line.Span))
                LogRolled(_name);
            return DeliveryResult.Delivered();
        }
        catch (Exception e) when (FileFailureRule.Classify(e) is { } result)
        {
            LogFailed(_name, e);
            return result;
        }
    }
}
