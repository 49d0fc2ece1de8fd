using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>A real HTTP server on loopback that records what comes, in order, and answers as told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Func<int> _answer;

    private Receiver(WebApplication app, Func<int> answer)
    {
        _app = app;
        _answer = answer;
    }

    public string Url => _app.Urls.First() + "/hook";

    /// <summary>All requests, in the order in which they were answered.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>The requests that were answered with success.</summary>
    public IReadOnlyList<ReceivedRequest> Taken => [.. Requests.Where(static r => r.Answer == StatusCodes.Status200OK)];

    /// <summary>Starts a receiver.</summary>
    /// <param name="answer">Gives the status of each answer, 0 for none at all; called by one request at a time. Default: 200.</param>
    public static async Task<Receiver> StartAsync(Func<int>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app, answer ?? (static () => StatusCodes.Status200OK));
        app.Run(receiver.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        int status;
        lock (_gate)
        {
            status = _answer();
            _requests.Add(new ReceivedRequest(headers, body.ToArray(), status));
        }

        if (status == 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = status;

        // The word that an incoming webhook of Slack answers with; other senders read no bodies.
        if (context.Response.StatusCode == StatusCodes.Status200OK)
            await context.Response.WriteAsync("ok");
    }
}
