using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.Webhooks.Tests.Support;

/// <summary>A real HTTP server on loopback that records what comes and answers as told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    public ConcurrentDictionary<string, int> Connections { get; } = [];

    public string Url => _app.Urls.First() + "/hook?token=path-secret";

    public string Root => _app.Urls.First();

    public ReceivedRequest Last => Requests.Last();

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            receiver.Connections.AddOrUpdate(context.Connection.Id, 1, static (_, n) => n + 1);
            receiver.Requests.Enqueue(new ReceivedRequest(context.Request.Method, context.Request.Path, headers, body.ToArray()));
            if (answer is not null)
                await answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public static Task<Receiver> StartAsync(int status, string? retryAfter = null) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }
}
