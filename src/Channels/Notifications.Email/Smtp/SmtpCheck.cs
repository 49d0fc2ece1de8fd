namespace Notifications.Email.Smtp;

/// <summary>Goes as far as a mail would, without one: connects, upgrades to TLS, authenticates, and takes its leave (RFC 5321, section 4.1.1.9 and 4.1.1.10).</summary>
internal static class SmtpCheck
{
    /// <summary>Checks over a connection of its own: a kept one would say nothing of the settings.</summary>
    public static async ValueTask<DeliveryResult> RunAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        var isOpen = false;
        try
        {
            var (connection, refusal) = await server.Connector.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (connection is null)
                return refusal!;
            isOpen = true;
            await using (connection.ConfigureAwait(false))
            {
                connection.Timer.Attach(cancellationToken);
                connection.Timer.Begin(server.Options.CommandTimeout);
                connection.Put("NOOP\r\n"u8);
                var reply = await connection.AskAsync().ConfigureAwait(false);

                // One that does not know NOOP has answered all the same: it took us in.
                if (!reply.IsOk && reply.Code is not (500 or 502))
                    return ReplyRule.ForOpening(reply, "NOOP");
                await LeaveAsync(connection).ConfigureAwait(false);
                connection.Timer.Detach();
                return DeliveryResult.Delivered();
            }
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            return isOpen ? FailureRule.ForDialogue(e, isInDoubt: false, server.Options.Host) : FailureRule.ForOpening(e, server.Options.Host);
        }
    }

    // A server that only hangs up takes mails as well as one that says goodbye.
    private static async ValueTask LeaveAsync(SmtpConnection connection)
    {
        try
        {
            connection.Put("QUIT\r\n"u8);
            await connection.AskAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            // The settings are right: it came as far as this.
        }
    }
}
