using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Email.Smtp;

/// <summary>Sends mails over SMTP, by kept connections. One attempt is one transaction.</summary>
internal sealed partial class SmtpTransport : IEmailTransport, IChannelTest, IAsyncDisposable, IDisposable
{
    /// <summary>So long the channel takes no more mails when one waited for a connection in vain.</summary>
    private static readonly TimeSpan AfterFull = TimeSpan.FromSeconds(1);

    private readonly string _channel;
    private readonly TimeProvider _clock;
    private readonly IEmailAccessTokenSource? _tokens;
    private readonly ILogger _logger;
    private readonly IDisposable? _reload;
    private volatile SmtpServer _server;

    public SmtpTransport(string channel, IOptionsMonitor<EmailOptions> options, TimeProvider clock, ILogger<SmtpTransport> logger, IEmailAccessTokenSource? tokens = null)
    {
        (_channel, _clock, _logger, _tokens) = (channel, clock, logger, tokens);
        _server = new SmtpServer(channel, options.Get(channel), tokens, clock);
        _reload = options.OnChange(Reload);
    }

    public async ValueTask<DeliveryResult> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var server = _server;
        while (true)
        {
            try
            {
                if (!await server.Pool.EnterAsync(message.Deadline, cancellationToken).ConfigureAwait(false))
                    return DeliveryResult.Throttled(AfterFull, $"All {server.Pool.Width} connections (MaxConnections) were in use for as long as the mail could wait");
            }
            catch (OperationCanceledException)
            {
                return DeliveryResult.RetryOwn($"All {server.Pool.Width} connections (MaxConnections) were in use for the whole time allowed");
            }


            var leaves = true;
            try
            {
                if (await server.Pool.TakeAsync().ConfigureAwait(false) is { } kept && await TryAsync(server, kept, message, isKept: true, cancellationToken).ConfigureAwait(false) is { } result)
                    return result;
                var (connection, refusal) = await OpenAsync(server, cancellationToken).ConfigureAwait(false);
                if (connection is not null)
                    return (await TryAsync(server, connection, message, isKept: false, cancellationToken).ConfigureAwait(false))!;

                // A server that has enough of connections is no failure: the mail waits for one of those that it took.
                leaves = refusal!.Kind != DeliveryResultKind.Retry || !server.Pool.TryNarrow();
                if (leaves)
                    return refusal;
                LogNarrowed(_channel, server.Options.Host, server.Pool.Width, refusal.Reason);
            }
            finally
            {
                if (leaves)
                    server.Pool.Leave();
            }
        }
    }

    public ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken) => SmtpCheck.RunAsync(_server, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _reload?.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async ValueTask<(SmtpConnection? Connection, DeliveryResult? Refusal)> OpenAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        try
        {
            var (opened, refusal) = await server.Connector.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (opened is null)
                return (opened, refusal);
            server.Pool.Begin();
            LogOpened(_channel, server.Options.Host, opened.IsSecure);
            return (opened, refusal);
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            return (null, FailureRule.ForOpening(e, server.Options.Host));
        }
    }

    /// <summary>Sends; null when a kept connection turned out to be dead, or spoilt, before the server had taken anything.</summary>
    private async ValueTask<DeliveryResult?> TryAsync(SmtpServer server, SmtpConnection connection, EmailMessage message, bool isKept, CancellationToken cancellationToken)
    {
        var transaction = new SmtpTransaction(connection, message, server.Options);
        DeliveryResult result;
        try
        {
            connection.Timer.Attach(cancellationToken);
            result = await transaction.RunAsync().ConfigureAwait(false);
            connection.Timer.Detach();
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            await server.Pool.CloseAsync(connection).ConfigureAwait(false);
            if (isKept && !transaction.IsAnswered && e is IOException)
            {
                LogReplaced(_channel, server.Options.Host);
                return null;
            }

            return FailureRule.ForDialogue(e, transaction.IsInDoubt, server.Options.Host, connection.Timer.IsEnded);
        }
        catch
        {
            await server.Pool.CloseAsync(connection).ConfigureAwait(false);
            throw;
        }

        var isSpoilt = isKept && (!transaction.IsAnswered || (transaction.IsOutOfStep && result.Kind != DeliveryResultKind.Accepted));
        if (transaction.IsClean && !isSpoilt && !connection.Timer.HasFired)
            await server.Pool.KeepAsync(connection).ConfigureAwait(false);
        else
            await server.Pool.CloseAsync(connection).ConfigureAwait(false);
        if (isSpoilt)
        {
            LogReplaced(_channel, server.Options.Host);
            return null;
        }

        if (result.Kind == DeliveryResultKind.Accepted && result.Failures.Count > 0)
            LogRecipientsRefused(_channel, server.Options.Host, result.Failures.Count, message.Envelope.Recipients.Count);
        return result;
    }

    private void Reload(EmailOptions options, string? name)
    {
        if (!string.Equals(name, _channel, StringComparison.Ordinal))
            return;
        var old = Interlocked.Exchange(ref _server, new SmtpServer(_channel, options, _tokens, _clock));
        _ = old.DisposeAsync().AsTask();
        LogReloaded(_channel);
    }
}
