using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notifications.Email.Tests.Support;

/// <summary>A mail server that behaves as a test tells it, and keeps what it gets.</summary>
internal sealed class SinkServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private readonly Func<SinkSession, Task> _serve;

    public SinkServer(Func<SinkSession, Task>? serve = null)
    {
        _serve = serve ?? (static session => session.RunAsync());
        _listener.Start();
        _loop = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What follows the first line of the answer to EHLO.</summary>
    public string[] Capabilities { get; init; } = ["PIPELINING", "SIZE 50000000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    /// <summary>The reply to a command or, as ".", to a message; null for the ordinary one. "cut" closes, "hang" waits.</summary>
    public Func<string, string?> Reply { get; init; } = static _ => null;

    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>Who was taken for each of the messages, with commas between.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    public ConcurrentQueue<string> Commands { get; } = [];

    public int Connections { get; private set; }

    /// <summary>A message came whole.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Stopped => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }

            Connections++;
            sessions.Add(Task.Run(() => ServeAsync(client)));
        }

        await Task.WhenAll(sessions);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await _serve(new SinkSession(this, client.GetStream(), Encoding.UTF8));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client left, or the test is over.
            }
        }
    }
}
