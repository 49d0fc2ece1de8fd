using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.PagerDuty.Events;
using Notifications.PagerDuty.Responses;

namespace Notifications.PagerDuty;

/// <summary>Sends messages as events of PagerDuty's Events API v2. One attempt is one request.</summary>
internal sealed partial class PagerDutyChannel : INotificationChannel, INotificationChannelTraits, IChannelTest, IDisposable
{
    private const string UserAgent = "Notifications-PagerDuty/1.0";
    private readonly string _name;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IDisposable? _reload;
    private volatile PagerDutyAccount _account;

    public PagerDutyChannel(string name, HttpMessageInvoker invoker, IOptionsMonitor<PagerDutyOptions> options, TimeProvider clock, ILogger<PagerDutyChannel> logger)
    {
        _name = name;
        _invoker = invoker;
        _clock = clock;
        _logger = logger;
        var current = options.Get(name);
        _account = new PagerDutyAccount(current);

        // Limits are per integration key: the 429 of one service must not hold back the pages of the others.
        Traits = new ChannelTraits { Type = "pagerduty", HasDefaultDestination = current.RoutingKey is not null, DestinationIsProvider = true, IsSecretDestination = IsSecret };
        _reload = options.OnChange(Reload);
    }

    public ChannelTraits Traits { get; }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var account = _account;
        if (!account.TryFindKey(message.Destination, out var key, out var refused))
            return refused;
        var dedupKey = DedupKeyRule.Of(message);
        using var content = new EventContent();
        if (account.Writer.Write(message, key, dedupKey, content) is { } note)
            LogShortened(_name, message.DeliveryId, note);
        using var request = new HttpRequestMessage(HttpMethod.Post, account.Url) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return await PostAsync(request, content, dedupKey, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Resolves an alert that there is not: PagerDuty checks the key and the event, and drops it.</summary>
    public ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken) =>
        SendAsync(message with { Status = NotificationStatus.Resolved, CorrelationKey = $"notifications.test/{message.DeliveryId}" }, cancellationToken);

    public void Dispose()
    {
        _reload?.Dispose();
        _invoker.Dispose();
    }

    private async ValueTask<DeliveryResult> PostAsync(HttpRequestMessage request, EventContent content, string dedupKey, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.IdnHost;
        try
        {
            using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            content.Release();
            var answer = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
            return AnswerRule.Classify((int)response.StatusCode, answer, RetryAfterRule.Read(response, _clock.GetUtcNow()), dedupKey, host);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            var result = HttpFailureRule.Classify(e, content.HasLeft, RejectionKind.Configuration, host);
            if (result.Kind == DeliveryResultKind.Rejected)
                LogRefused(_name, host);
            return result;
        }
    }

    /// <summary>Reads the answer; empty when it is larger than any of PagerDuty's or breaks off, since the status says the most.</summary>
    private static async ValueTask<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!AnswerRule.HasBody((int)response.StatusCode))
            return string.Empty;
        try
        {
            return await AnswerReader.ReadAsync(response.Content, AnswerRule.MaxAnswer, cancellationToken).ConfigureAwait(false) is { } answer ? Encoding.UTF8.GetString(answer.Span) : string.Empty;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return string.Empty;
        }
    }

    // A name of the options says nothing; anything else is a key, or one with a typing error.
    private bool IsSecret(string destination) => !_account.IsName(destination);

    private void Reload(PagerDutyOptions options, string? name)
    {
        if (!string.Equals(name, _name, StringComparison.Ordinal))
            return;
        _account = new PagerDutyAccount(options);
        LogReloaded(_name);
    }
}
