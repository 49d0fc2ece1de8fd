using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.Webhooks.Authentication;
using Notifications.Webhooks.Responses;

namespace Notifications.Webhooks;

/// <summary>Posts messages to HTTP endpoints. One attempt is one request.</summary>
internal sealed partial class WebhookChannel : INotificationChannel, INotificationChannelTraits, IDisposable
{
    private readonly string _name;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IDisposable? _reload;
    private volatile WebhookEndpoint _endpoint;

    public WebhookChannel(string name, HttpMessageInvoker invoker, IOptionsMonitor<WebhookOptions> options, TimeProvider clock, ILogger<WebhookChannel> logger)
    {
        _name = name;
        _invoker = invoker;
        _clock = clock;
        _logger = logger;
        var current = options.Get(name);
        _endpoint = new WebhookEndpoint(current, invoker, clock);
        Traits = new ChannelTraits { Type = "webhook", HasDefaultDestination = current.Url is not null, DestinationIsProvider = true, IsSecretDestination = SecretUrlRule.IsSecret };
        _reload = options.OnChange(Reload);
    }

    public ChannelTraits Traits { get; }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var endpoint = _endpoint;
        if (endpoint.FindTarget(message.Destination, out var target) is { } refused)
            return refused;
        AccessToken? token = null;
        if (endpoint.Tokens is { } tokens && target.GetsCredentials)
        {
            (token, var failure) = await GetTokenAsync(tokens, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
                return failure;
        }

        using var content = new WebhookContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content };
        return Fill(endpoint, message, request, content, target, token)
            ?? await PostAsync(endpoint, request, content, target, token, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _reload?.Dispose();
        _endpoint.Dispose();
        _invoker.Dispose();
    }

    private static async ValueTask<TokenAnswer> GetTokenAsync(TokenSource tokens, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new(null, DeliveryResult.Retry("The token endpoint gave no token in the time allowed"));
        }
    }

    /// <summary>Writes headers and body; a result when the message cannot be written.</summary>
    private DeliveryResult? Fill(
        WebhookEndpoint endpoint, ChannelMessage message, HttpRequestMessage request, WebhookContent content, in WebhookTarget target, AccessToken? token)
    {
        var id = message.IdempotencyKey.Length > 0 ? message.IdempotencyKey : message.DeliveryId.ToString();
        if (id.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            return DeliveryResult.Rejected(RejectionKind.Content, "The idempotency key has characters that a header cannot carry");
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        try
        {
            content.WritePrefix(id, timestamp);
            endpoint.Body.Write(message, content);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return DeliveryResult.Rejected(RejectionKind.Content, "The message could not be written as body: its data is no JSON, or a text is no valid Unicode");
        }

        var headers = request.Headers;
        headers.TryAddWithoutValidation("webhook-id", id);
        headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (endpoint.Signer is { } signer)
            headers.TryAddWithoutValidation("webhook-signature", signer.Sign(content.SignedContent));
        if (endpoint.Body.GetContentType(message) is { } contentType)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (TraceContext.Select(Activity.Current, message.Event.TraceParent) is { } traceParent)
            headers.TryAddWithoutValidation("traceparent", traceParent);
        if (token is not null)
            headers.TryAddWithoutValidation("Authorization", token.Header);
        endpoint.AddHeaders(headers, target);
        endpoint.Body.AddHeaders(message, headers);
        return null;
    }

    private async ValueTask<DeliveryResult> PostAsync(
        WebhookEndpoint endpoint, HttpRequestMessage request, WebhookContent content, WebhookTarget target, AccessToken? token, CancellationToken cancellationToken)
    {
        var host = target.Url.IdnHost;
        try
        {
            using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            content.Release();
            var status = (int)response.StatusCode;
            if (token is not null && JudgeToken(endpoint.Tokens!, token, status) is { } again)
                return again;
            return StatusRule.Classify(status, response.IsSuccessStatusCode ? null : RetryAfterRule.Read(response, _clock.GetUtcNow()), target.Blame, host);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            var result = HttpFailureRule.Classify(e, content.HasLeft, target.Blame, host);
            if (result.Kind == DeliveryResultKind.Rejected)
                LogRefused(_name, host);
            return result;
        }
    }

    private DeliveryResult? JudgeToken(TokenSource tokens, AccessToken token, int status)
    {
        if (status is not (401 or 403))
        {
            tokens.Accept(token);
            return null;
        }

        var mayHelp = tokens.Refuse(token);
        LogTokenRefused(_name, status, mayHelp);
        return mayHelp ? DeliveryResult.Retry($"HTTP {status}: the receiver refused the token; a new one will be fetched") : null;
    }

    private void Reload(WebhookOptions options, string? name)
    {
        if (!string.Equals(name, _name, StringComparison.Ordinal))
            return;

        // The old endpoint is not disposed: attempts that hold it may still be waiting for its token.
        _endpoint = new WebhookEndpoint(options, _invoker, _clock);
        LogReloaded(_name);
    }
}
