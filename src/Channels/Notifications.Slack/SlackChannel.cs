using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.Slack.Messages;
using Notifications.Slack.Responses;
using Notifications.Slack.Sending;

namespace Notifications.Slack;

/// <summary>Posts messages to Slack. One attempt is one request; only where a message cannot be edited, or the blocks of its template are refused, another one says it instead.</summary>
internal sealed partial class SlackChannel : INotificationChannel, INotificationChannelTraits, IChannelTest, IDisposable
{
    private const int MaxAnswer = 256 * 1024;
    private const string UserAgent = "Notifications-Slack/1.0";

    private readonly string _name;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IDisposable? _reload;
    private volatile SlackEndpoint _endpoint;

    public SlackChannel(string name, HttpMessageInvoker invoker, IOptionsMonitor<SlackOptions> options, TimeProvider clock, ILogger<SlackChannel> logger)
    {
        _name = name;
        _invoker = invoker;
        _clock = clock;
        _logger = logger;
        var current = options.Get(name);
        _endpoint = new SlackEndpoint(current);
        Traits = new ChannelTraits
        {
            Type = "slack",
            HasDefaultDestination = current.WebhookUrl is not null || current.Channel is not null,
            IsSecretDestination = SecretUrlRule.IsSecret,
            DestinationInterval = current.DestinationInterval > TimeSpan.Zero ? current.DestinationInterval : null,
        };
        _reload = options.OnChange(Reload);
    }

    public ChannelTraits Traits { get; }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var endpoint = _endpoint;
        return endpoint.IsBot
            ? await SendByBotAsync(endpoint, message, cancellationToken).ConfigureAwait(false)
            : await SendByWebhookAsync(endpoint, message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shows a bot's token to Slack (auth.test), which posts nothing. A webhook can only be tried by a message.</summary>
    public async ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var endpoint = _endpoint;
        if (!endpoint.IsBot)
            return await SendAsync(message, cancellationToken).ConfigureAwait(false);
        var judgement = await ExchangeAsync(
            endpoint, message, endpoint.AuthTest, RejectionKind.Configuration, "{}"u8.ToArray(), static (status, answer, retryAfter) => AnswerRule.JudgeApi(status, answer, retryAfter, ownChannel: true), cancellationToken).ConfigureAwait(false);
        return judgement.Result;
    }

    public void Dispose()
    {
        _reload?.Dispose();
        _invoker.Dispose();
    }

    private async ValueTask<DeliveryResult> SendByWebhookAsync(SlackEndpoint endpoint, ChannelMessage message, CancellationToken cancellationToken)
    {
        if (endpoint.FindWebhook(message.Destination, out var url, out var isOwn) is { } refused)
            return refused;
        var body = Compose(endpoint, message);
        while (true)
        {
            var judgement = await ExchangeAsync(
                endpoint, message, url, isOwn ? RejectionKind.Configuration : RejectionKind.Recipient, RequestBody.ForWebhook(body, endpoint.Options.Unfurl),
                (status, answer, retryAfter) => AnswerRule.JudgeWebhook(status, answer, retryAfter, isOwn), cancellationToken).ConfigureAwait(false);
            if (!GivesUpBlocks(judgement, body, ref message))
                return judgement.Result;
            body = Compose(endpoint, message);
        }
    }

    private async ValueTask<DeliveryResult> SendByBotAsync(SlackEndpoint endpoint, ChannelMessage message, CancellationToken cancellationToken)
    {
        if (endpoint.FindConversation(message.Destination, out var conversation, out var isOwn) is { } refused)
            return refused;
        var options = endpoint.Options;
        MessageRef.TryParse(message.PreviousProviderMessageId, out var previous);
        var call = UpdatePlan.Decide(options.Updates, options.BroadcastResolved, message.Status, previous, conversation);
        var body = Compose(endpoint, message);
        while (true)
        {
            var judgement = await ExchangeAsync(
                endpoint, message, endpoint.UrlOf(call), RejectionKind.Configuration, RequestBody.ForCall(body, call, options.Unfurl),
                (status, answer, retryAfter) => AnswerRule.JudgeApi(status, answer, retryAfter, isOwn), cancellationToken).ConfigureAwait(false);
            if (judgement.Result.Kind == DeliveryResultKind.Delivered)
                return Delivered(call, judgement, previous, message.Status);
            if (GivesUpBlocks(judgement, body, ref message))
            {
                body = Compose(endpoint, message);
                continue;
            }

            if (judgement.Error is not (ErrorClass.MessageGone or ErrorClass.NotEditable) || call.Kind == CallKind.Post || previous is null)
                return judgement.Result;

            // Nothing was said yet, for sure: it is said another way, and no later than now.
            LogNotEdited(_name, call.Method, judgement.Result.Reason);
            call = call.Kind == CallKind.Edit
                ? UpdatePlan.Instead(previous, judgement.Error == ErrorClass.MessageGone)
                : new SlackCall(CallKind.Post, conversation);
        }
    }

    private static DeliveryResult Delivered(in SlackCall call, in Judgement judgement, MessageRef? previous, NotificationStatus status) =>
        judgement is { Channel: { Length: > 0 } channel, Ts: { Length: > 0 } ts }
            ? DeliveryResult.Delivered(UpdatePlan.Keep(call, channel, ts, previous, status).ToString())
            : DeliveryResult.Delivered();

    /// <summary>Slack knows rules for blocks that we do not: what it does not take from a template is said once more, at once, in the layout of our own. Nothing was posted yet, for sure.</summary>
    private bool GivesUpBlocks(in Judgement judgement, MessageBody sent, ref ChannelMessage message)
    {
        if (judgement.Error != ErrorClass.Blocks || message.Content.Blocks is null || sent.RefusedBlocks is not null)
            return false;
        LogBlocksRefused(_name, judgement.Result.Reason!);
        message = message with { Content = message.Content with { Blocks = null } };
        return true;
    }

    private MessageBody Compose(SlackEndpoint endpoint, ChannelMessage message)
    {
        var body = MessageComposer.Compose(message, endpoint.Options.Details, endpoint.Signer, endpoint.Options.ActionLifetime);
        if (body.RefusedBlocks is { } problem)
            LogBlocksRefused(_name, problem);
        if (body.LeftOut > 0)
            LogButtonsLeftOut(_name, body.LeftOut);
        return body;
    }

    private async ValueTask<Judgement> ExchangeAsync(
        SlackEndpoint endpoint, ChannelMessage message, Uri url, RejectionKind blame, ReadOnlyMemory<byte> json, Func<int, ReadOnlyMemory<byte>?, TimeSpan?, Judgement> judge, CancellationToken cancellationToken)
    {
        using var content = new SlackContent(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Authorization = endpoint.Authorization;
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (TraceContext.Select(Activity.Current, message.Event.TraceParent) is { } traceParent)
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        try
        {
            using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await AnswerReader.ReadAsync(response.Content, MaxAnswer, cancellationToken).ConfigureAwait(false);
            return judge((int)response.StatusCode, body, RetryAfterRule.Read(response, _clock.GetUtcNow()));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            var result = HttpFailureRule.Classify(e, content.HasLeft, blame, url.IdnHost);
            if (result.Kind == DeliveryResultKind.Rejected)
                LogRefused(_name, url.IdnHost);
            return Judgement.Final(result);
        }
    }

    private void Reload(SlackOptions options, string? name)
    {
        if (!string.Equals(name, _name, StringComparison.Ordinal))
            return;
        _endpoint = new SlackEndpoint(options);
        LogReloaded(_name);
    }
}
