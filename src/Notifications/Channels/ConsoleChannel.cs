using System.Globalization;
using System.Text;

namespace Notifications;

/// <summary>Writes messages as short blocks of text: a line that says what, and the text below it.</summary>
internal sealed class ConsoleChannel : INotificationChannel, INotificationChannelTraits, IDisposable
{
    private const int MaxLine = 500;
    private const int MaxText = 4_000;
    private const int MaxLines = 40;

#pragma warning disable CA2213 // The caller's, or the process's.
    private readonly TextWriter _target;
#pragma warning restore CA2213
    private readonly SerialWriter _writer = new();

    public ConsoleChannel(TextWriter target) => _target = target;

    public ChannelTraits Traits { get; } = new() { Type = "console" };

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var block = Describe(message);
        return _writer.WriteAsync(() => Write(block), cancellationToken);
    }

    public void Dispose() => _writer.Dispose();

    private static string Describe(ChannelMessage message)
    {
        var line = new StringBuilder(256);
        if (message.Event.Time is { } time)
            line.Append(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z ");
        line.Append(CultureInfo.InvariantCulture, $"{message.Event.Severity} ");
        if (message.Status != NotificationStatus.None)
            line.Append(CultureInfo.InvariantCulture, $"{message.Status} ");
        PrintableText.AppendLine(line, message.Channel, MaxLine);
        if (message.Destination is { } destination)
            PrintableText.AppendLine(line.Append(" → "), destination, MaxLine);
        PrintableText.AppendLine(line.Append(": "), message.Content.Subject, MaxLine);
        if (message.Aggregate is { } aggregate)
            line.Append(CultureInfo.InvariantCulture, $" (stands for {aggregate.Count})");
        line.Append('\n');
        if (!string.Equals(message.Content.Text, message.Content.Subject, StringComparison.Ordinal))
            PrintableText.AppendBlock(line, message.Content.Text, "    ", MaxText, MaxLines);
        return line.ToString();
    }

    private DeliveryResult Write(string block)
    {
        try
        {
            _target.Write(block);
            _target.Flush();
            return DeliveryResult.Delivered();
        }
        catch (ObjectDisposedException)
        {
            return DeliveryResult.Rejected(RejectionKind.Configuration, "the writer of the console channel is closed; keep it open for as long as the host runs");
        }
        catch (IOException e)
        {
            return DeliveryResult.Unknown($"the console did not take the whole message ({e.GetType().Name})");
        }
    }
}
