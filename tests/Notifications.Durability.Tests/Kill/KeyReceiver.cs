using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notifications.Durability.Kill;

/// <summary>The provider: outside of the process that is killed, it logs what it was asked for before it answers.</summary>
internal sealed class KeyReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    public KeyReceiver()
    {
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Channel, event and idempotency key of each call.</summary>
    public ConcurrentQueue<(string Channel, string EventId, string Key)> Calls { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
            _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token));
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                if (await reader.ReadLineAsync(_end.Token) is { } line && line.Split(' ') is [var channel, var id, var key])
                {
                    Calls.Enqueue((channel, id, key));
                    await client.GetStream().WriteAsync("k"u8.ToArray(), _end.Token);
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The sender was killed, or the test is over.
            }
        }
    }
}
