using System.Net.Sockets;

namespace Notifications.Email.Smtp;

/// <summary>Opens connections: TCP without delay, TLS as asked, greeting, authentication. What is asked for and not to be had ends it.</summary>
internal sealed class SmtpConnector(SmtpSettings settings, SmtpAuthenticator authenticator, TimeProvider clock)
{
    private readonly AddressRace _race = AddressRace.Create(clock);

    /// <summary>Opens; null with a result when the server does not want us.</summary>
    /// <exception cref="Exception">The network failed, or the time is over.</exception>
    public async ValueTask<(SmtpConnection? Connection, DeliveryResult? Refusal)> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = default(Socket);
        var connection = default(SmtpConnection);
        try
        {
            socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            connection = new SmtpConnection(socket, clock);
            connection.Timer.Attach(cancellationToken);
            connection.Timer.Begin(settings.Options.ConnectTimeout);
            var refusal = await GreetAsync(connection).ConfigureAwait(false) ?? await AuthenticateAsync(connection).ConfigureAwait(false);
            connection.Timer.Detach();
            if (refusal is null)
                return (connection, null);
            await connection.DisposeAsync().ConfigureAwait(false);
            return (null, refusal);
        }
        catch (Exception e)
        {
            socket?.Dispose();
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException && connection is { Timer.IsEnded: false })
                throw new SmtpOpeningException(OpeningRule.Explain(connection.Step, settings.Options), e);
            throw;
        }
    }

    private ValueTask<DeliveryResult?> AuthenticateAsync(SmtpConnection connection)
    {
        connection.Step = OpeningStep.Authentication;
        return authenticator.AuthenticateAsync(connection);
    }

    private ValueTask UpgradeAsync(SmtpConnection connection)
    {
        connection.Step = OpeningStep.Tls;
        return SmtpTls.UpgradeAsync(connection, settings);
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.Options.ConnectTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await _race.RunAsync(settings.Options.Host, settings.Port, both.Token).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult?> GreetAsync(SmtpConnection connection)
    {
        if (settings.Options.Security == EmailSecurity.ImplicitTls)
            await UpgradeAsync(connection).ConfigureAwait(false);
        connection.Step = OpeningStep.Greeting;
        var greeting = await connection.ReadReplyAsync().ConfigureAwait(false);
        if (!greeting.IsOk)
            return ReplyRule.ForOpening(greeting, "Greeting");
        if (await HelloAsync(connection).ConfigureAwait(false) is { } refused)
            return refused;
        return settings.Options.Security == EmailSecurity.StartTls ? await StartTlsAsync(connection).ConfigureAwait(false) : null;
    }

    private async ValueTask<DeliveryResult?> HelloAsync(SmtpConnection connection)
    {
        connection.Step = OpeningStep.Hello;
        var capabilities = new SmtpCapabilities();
        var reply = await AskAsync(connection, "EHLO "u8, capabilities).ConfigureAwait(false);

        // A server from before 1995 knows HELO alone.
        if (reply.Code is 500 or 502 && settings.Options.Security != EmailSecurity.StartTls)
        {
            capabilities = new SmtpCapabilities();
            reply = await AskAsync(connection, "HELO "u8, null).ConfigureAwait(false);
        }

        connection.Capabilities = capabilities;
        return reply.IsOk ? null : ReplyRule.ForOpening(reply, "EHLO");
    }

    private ValueTask<SmtpReply> AskAsync(SmtpConnection connection, ReadOnlySpan<byte> verb, SmtpCapabilities? capabilities)
    {
        connection.Put(verb);
        connection.Put(settings.GreetingName);
        connection.Put("\r\n"u8);
        return connection.AskAsync(capabilities);
    }

    private async ValueTask<DeliveryResult?> StartTlsAsync(SmtpConnection connection)
    {
        if (!connection.Capabilities.HasStartTls)
            return ReplyRule.Configuration($"{settings.Options.Host} does not offer STARTTLS, and nothing is sent in plain text: set Security to ImplicitTls with its port, or to None for a relay on this machine");
        connection.Put("STARTTLS\r\n"u8);
        var reply = await connection.AskAsync().ConfigureAwait(false);
        if (!reply.IsOk)
            return ReplyRule.ForOpening(reply, "STARTTLS");

        // Somebody on the way may have put it there to be read as the server's word once TLS is up (CVE-2011-0411).
        if (connection.HasUnread)
            return PlainText();
        try
        {
            await UpgradeAsync(connection).ConfigureAwait(false);
        }
        catch (TlsException e) when (e.Failure == TlsFailure.NoTls)
        {
            // The same, a moment later.
            return PlainText();
        }

        return await HelloAsync(connection).ConfigureAwait(false);
    }

    private DeliveryResult PlainText() => DeliveryResult.Retry($"{settings.Options.Host} sent plain text behind its answer to STARTTLS; the connection was given up");
}
