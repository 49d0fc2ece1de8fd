using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.PagerDuty.Tests.Support;

/// <summary>The Events API v2 on loopback: as strict as the real one about events, with its alerts, and with faults when told.</summary>
internal sealed class FakePagerDuty : IAsyncDisposable
{
    public const string Key = "e93facc04764012d7bfb002500d5d1a6";
    public const string OtherKey = "R015X2SJOA8CVRTHU6GAM2K5EYZ0NQPL";
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<PagerDutyAlert> _alerts = [];

    private FakePagerDuty(WebApplication app) => _app = app;

    /// <summary>The integrations that exist.</summary>
    public HashSet<string> Keys { get; } = new([Key, OtherKey], StringComparer.Ordinal);

    /// <summary>What comes to pass with the next requests, one each.</summary>
    public ConcurrentQueue<PagerDutyFault> Faults { get; } = [];

    /// <summary>Every request's body, taken or not.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The events that were taken.</summary>
    public ConcurrentQueue<JsonElement> Events { get; } = [];

    /// <summary>What was wrong with events that were not.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>Completes with the first request.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Root => _app.Urls.First();

    public string Url => Root + "/v2/enqueue";

    public PagerDutyAlert[] Alerts
    {
        get
        {
            lock (_gate)
                return [.. _alerts];
        }
    }

    public static async Task<FakePagerDuty> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakePagerDuty(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        Requests.Enqueue(Encoding.UTF8.GetString(body));
        Reached.TrySetResult();
        if (!Faults.TryDequeue(out var fault))
        {
            var (status, answer) = Take(context.Request, body);
            await WriteAsync(context, status, answer);
            return;
        }

        if (fault.Takes)
            Take(context.Request, body);
        if (fault.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = after;
        if (fault.Status > 0)
            await WriteAsync(context, fault.Status, fault.Body ?? string.Empty);
        else
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private (int Status, string Answer) Take(HttpRequest request, byte[] body)
    {
        if (request.Method != "POST" || request.Path != "/v2/enqueue")
            return (StatusCodes.Status404NotFound, """{"status":"not found"}""");
        if (body.Length > PagerDutyEventRules.MaxBytes)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "payload too large", []);
        if (request.ContentType != "application/json")
            return Refuse(StatusCodes.Status400BadRequest, "Unrecognized object", ["Content-Type must be application/json"]);
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body)).RootElement;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Unrecognized object", ["JSON parse error"]);
        }

        var errors = PagerDutyEventRules.FindErrors(root);
        if (errors.Count > 0)
            return Refuse(StatusCodes.Status400BadRequest, "invalid event", errors);
        if (!Keys.Contains(root.GetProperty("routing_key").GetString()!))
            return (StatusCodes.Status400BadRequest, "Invalid routing key");
        Events.Enqueue(root);
        return (StatusCodes.Status202Accepted, JsonSerializer.Serialize(new { status = "success", message = "Event processed", dedup_key = Apply(root) }));
    }

    private (int Status, string Answer) Refuse(int status, string name, List<string> errors)
    {
        Errors.Enqueue($"{status} {name}: {string.Join("; ", errors)}");
        return (status, JsonSerializer.Serialize(new { status = name, message = "Event object is invalid", errors }));
    }

    /// <summary>A trigger opens an alert or adds to an open one; what is told of an alert that is not open is dropped.</summary>
    private string Apply(JsonElement root)
    {
        var routingKey = root.GetProperty("routing_key").GetString()!;
        var action = root.GetProperty("event_action").GetString()!;
        var dedupKey = root.TryGetProperty("dedup_key", out var given) ? given.GetString()! : Guid.NewGuid().ToString("N");
        lock (_gate)
        {
            var open = _alerts.Find(a => a.RoutingKey == routingKey && a.DedupKey == dedupKey && a.State != "resolved");
            if (open is null && action == "trigger")
                _alerts.Add(open = new PagerDutyAlert(routingKey, dedupKey));
            if (open is null)
                return dedupKey;
            open.Log.Add(action);
            open.State = action switch { "acknowledge" => "acknowledged", "resolve" => "resolved", _ => open.State };
            return dedupKey;
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer);
    }
}
