using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.Slack.Tests.Support;

/// <summary>Slack as its reference has it: token, membership, every field, every limit, threads and edits, one message a second a channel. Or what it is told to do instead.</summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string Token = "xoxb-secret-token-4711";
    public const string WebhookPath = "/services/T000/B000/webhook-secret-0815";
    private static readonly HashSet<string> PostFields = ["channel", "text", "blocks", "attachments", "thread_ts", "reply_broadcast", "unfurl_links", "unfurl_media", "parse", "link_names", "mrkdwn", "metadata"];
    private static readonly HashSet<string> UpdateFields = ["channel", "ts", "text", "blocks", "attachments", "parse", "link_names", "metadata", "reply_broadcast"];
    private static readonly HashSet<string> WebhookFields = ["text", "blocks", "attachments", "unfurl_links", "unfurl_media", "mrkdwn"];
    private readonly WebApplication? _app;
    private readonly ConcurrentQueue<(int Status, string Body, string? RetryAfter)> _scripted = [];
    private readonly Lock _sync = new();
    private readonly Dictionary<string, FakeConversation> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lastPost = new(StringComparer.Ordinal);
    private int _ts;

    public FakeSlack(WebApplication? app = null)
    {
        _app = app;
        foreach (var conversation in (ReadOnlySpan<FakeConversation>)
            [new("C0OPS", "ops"), new("C0DEV", "dev"), new("C0OLD", "old") { IsArchived = true }, new("C0PRIV", "private") { IsMember = false }, new("D0ANNA", null, "U0ANNA")])
            _conversations[conversation.Id] = conversation;
    }

    public ConcurrentQueue<ReceivedCall> Calls { get; } = [];

    /// <summary>What the schema had against messages.</summary>
    public ConcurrentQueue<string> Problems { get; } = [];

    /// <summary>Sequences with which Slack would call or link somebody: none may come from an event.</summary>
    public ConcurrentQueue<string> Mentions { get; } = [];

    /// <summary>What happens in place of an answer, one call each.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Instead { get; } = [];

    /// <summary>The least time between two messages in a channel, by <see cref="Clock"/>; null for no limit.</summary>
    public TimeSpan? Pace { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public bool IsRevoked { get; set; }

    public bool CanEdit { get; set; } = true;

    public string ApiUrl => (_app?.Urls.First() ?? "https://slack.example") + "/api/";

    public string WebhookUrl => (_app?.Urls.First() ?? "https://slack.example") + WebhookPath;

    public IReadOnlyList<PostedMessage> Messages
    {
        get
        {
            lock (_sync)
                return [.. _conversations.Values.SelectMany(static c => c.Messages).OrderBy(static m => m.Ts, StringComparer.Ordinal)];
        }
    }

    public PostedMessage Single => Messages.ShouldHaveSingleItem();

    public FakeConversation Conversation(string id) => _conversations[id];

    public static async Task<FakeSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var slack = new FakeSlack(app);
        app.Run(slack.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return slack;
    }

    /// <summary>The next call is answered so.</summary>
    public void Answer(int status, string body, string? retryAfter = null) => _scripted.Enqueue((status, body, retryAfter));

    /// <summary>Answers one call.</summary>
    public (int Status, string Answer, string? RetryAfter) Handle(string httpMethod, string path, IDictionary<string, string> headers, string body)
    {
        var method = path.Split('/')[^1];
        if (_scripted.TryDequeue(out var scripted))
        {
            Calls.Enqueue(new ReceivedCall(method, body, headers, scripted.Body));
            return scripted;
        }

        var (status, answer) = path == WebhookPath ? Hook(httpMethod, body) : Api(headers, method, body);
        Calls.Enqueue(new ReceivedCall(method, body, headers, answer));
        return (status, answer, status == 429 ? "1" : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (Instead.TryDequeue(out var instead))
        {
            Calls.Enqueue(new ReceivedCall(context.Request.Path, body, headers, "instead"));
            await instead(context);
            return;
        }

        var (status, answer, retryAfter) = Handle(context.Request.Method, context.Request.Path, headers, body);
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer);
    }

    private (int Status, string Answer) Hook(string httpMethod, string body)
    {
        if (httpMethod != "POST")
            return (405, "method_not_allowed");
        if (!TryParse(body, out var message))
            return (400, "invalid_payload");
        if (Unknown(message, WebhookFields))
            return (400, "invalid_payload");
        lock (_sync)
        {
            if (_conversations["C0OPS"].IsArchived)
                return (410, "channel_is_archived");
            if (IsTooFast("C0OPS"))
                return (429, "rate_limited");
            if (Check(message, isUpdate: false) is { } error)
                return (400, error);
            Add("C0OPS", message);
            return (200, "ok");
        }
    }

    private (int Status, string Answer) Api(IDictionary<string, string> headers, string method, string body)
    {
        if (!headers.TryGetValue("Authorization", out var authorization))
            return Error("not_authed");
        if (authorization != "Bearer " + Token)
            return Error("invalid_auth");
        if (IsRevoked)
            return Error("token_revoked");
        if (headers["Content-Type"] != "application/json; charset=utf-8")
            return Error("invalid_post_type");
        if (!TryParse(body, out var message))
            return Error("invalid_json");
        if (Unknown(message, method == "chat.update" ? UpdateFields : PostFields))
            return Error("invalid_arg_name");
        lock (_sync)
        {
            return method switch
            {
                "chat.postMessage" => Post(message),
                "chat.update" => Update(message),
                "auth.test" => (200, """{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"bot","team_id":"T0","user_id":"U0","bot_id":"B0"}"""),
                _ => Error("unknown_method"),
            };
        }
    }

    private (int Status, string Answer) Post(JsonElement message)
    {
        if (Find(message, byPerson: true) is not { } conversation)
            return Error("channel_not_found");
        if (conversation.IsArchived)
            return Error("is_archived");
        if (!conversation.IsMember)
            return Error("not_in_channel");
        if (IsTooFast(conversation.Id))
            return (429, """{"ok":false,"error":"ratelimited"}""");
        if (message.TryGetProperty("thread_ts", out var thread) && conversation.Messages.TrueForAll(m => m.Ts != thread.GetString()))
            return Error("thread_not_found");
        return Check(message, isUpdate: false) is { } error ? Error(error) : Done(Add(conversation.Id, message));
    }

    private (int Status, string Answer) Update(JsonElement message)
    {
        // For direct messages the id of the conversation, not of the person.
        if (Find(message, byPerson: false) is not { } conversation)
            return Error("channel_not_found");
        if (conversation.IsArchived)
            return Error("is_inactive");
        var at = conversation.Messages.FindIndex(m => m.Ts == Text(message, "ts"));
        if (at < 0)
            return Error("message_not_found");
        if (!CanEdit)
            return Error("edit_window_closed");
        if (Text(message, "parse") != "none")
            return Error("invalid_arguments");
        if (Check(message, isUpdate: true) is { } error)
            return Error(error);
        var edited = conversation.Messages[at] with { Body = message, Edits = conversation.Messages[at].Edits + 1 };
        conversation.Messages[at] = edited;
        return Done(edited);
    }

    private FakeConversation? Find(JsonElement message, bool byPerson)
    {
        var wanted = Text(message, "channel") ?? string.Empty;
        return _conversations.Values.FirstOrDefault(c => c.Id == wanted || (c.Name is not null && c.Name == wanted.TrimStart('#')) || (byPerson && c.Person is not null && c.Person == wanted));
    }

    private PostedMessage Add(string channel, JsonElement message)
    {
        var ts = string.Create(CultureInfo.InvariantCulture, $"1700000000.{++_ts:D6}");
        var broadcast = message.TryGetProperty("reply_broadcast", out var value) && value.GetBoolean();
        var posted = new PostedMessage(channel, ts, Text(message, "thread_ts"), broadcast, message, 0);
        _conversations[channel].Messages.Add(posted);
        return posted;
    }

    private string? Check(JsonElement message, bool isUpdate)
    {
        var details = new List<string>();
        var error = SlackSchema.Check(message, isUpdate, details);
        foreach (var detail in details)
            Problems.Enqueue(detail);
        foreach (var text in Texts(message))
        {
            foreach (Match match in Control().Matches(text))
                Mentions.Enqueue(match.Value);
        }

        return error;
    }

    private bool IsTooFast(string channel)
    {
        if (Pace is not { } pace)
            return false;
        var now = Clock.GetUtcNow();
        if (_lastPost.TryGetValue(channel, out var last) && now - last < pace)
            return true;
        _lastPost[channel] = now;
        return false;
    }

    // What Slack reads as mrkdwn: such texts of blocks, and the text beside them.
    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object when element.TryGetProperty("type", out var type) && type.ValueEquals("plain_text") => [],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static m => m.NameEquals("text") && m.Value.ValueKind == JsonValueKind.String ? [m.Value.GetString()!] : Texts(m.Value)),
        _ => [],
    };

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Unknown(JsonElement message, HashSet<string> known) => message.ValueKind != JsonValueKind.Object || message.EnumerateObject().Any(m => !known.Contains(m.Name));

    private static bool TryParse(string body, out JsonElement message)
    {
        try
        {
            message = JsonDocument.Parse(body).RootElement;
            return true;
        }
        catch (JsonException)
        {
            message = default;
            return false;
        }
    }

    private static (int Status, string Answer) Done(PostedMessage posted) => (200, $$"""{"ok":true,"channel":"{{posted.Channel}}","ts":"{{posted.Ts}}","message":{{posted.Json}}}""");

    private static (int Status, string Answer) Error(string error) => (200, $$"""{"ok":false,"error":"{{error}}"}""");

    // Everything that Slack reads as control, but for web links and dates.
    [GeneratedRegex("<(?!https?://|!date\\^)[^>]*>?")]
    private static partial Regex Control();
}
