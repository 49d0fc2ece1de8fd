using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notifications.Durability.Victim;

/// <summary>Sends to the receiver, which lives in another process and remembers what it was given.</summary>
internal sealed class ReceiverChannel(string name, int port, CrashPoint crash, bool isCostly) : INotificationChannel, INotificationChannelTraits
{
    public ChannelTraits Traits { get; } = new() { IsCostly = isCostly };

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        crash.At($"before-{name}-send");
        if (message.Event.Subject == "poison")
            crash.At($"{name}-poison");
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{name} {message.Event.Id} {message.IdempotencyKey}\n"), cancellationToken);
        crash.At($"within-{name}-send");
        var answer = new byte[1];
        if (await client.GetStream().ReadAsync(answer, cancellationToken) == 0)
            return DeliveryResult.Unknown("cut off");
        crash.At($"after-{name}-send");
        return DeliveryResult.Delivered(message.IdempotencyKey);
    }
}
