using System.Globalization;

namespace Notifications.Email.Smtp;

/// <summary>One mail over one connection (RFC 5321, section 3.3), with as few round trips as the server allows.</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, EmailMessage message, EmailOptions options)
{
    private List<RecipientFailure>? _failures;
    private SmtpReply _refused;

    /// <summary>The server has said something to it: the connection is alive.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The end of the message is on its way: the server may have it.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>The connection can carry another mail.</summary>
    public bool IsClean { get; private set; }

    /// <summary>Makes the attempt.</summary>
    public async ValueTask<DeliveryResult> RunAsync()
    {
        if (Check() is { } impossible)
        {
            (IsAnswered, IsClean) = (true, true);
            return impossible;
        }

        connection.Timer.Begin(options.CommandTimeout);
        if (connection.MustReset)
            await ResetAsync().ConfigureAwait(false);
        var pipelines = connection.Capabilities.HasPipelining;
        var recipients = message.Envelope.Recipients;

        // With several recipients DATA waits for their replies: it cannot be taken back.
        var isOneFlight = pipelines && recipients.Count == 1;
        PutSender();
        var sender = pipelines ? default : await AskAsync().ConfigureAwait(false);
        if (pipelines || sender.IsOk)
        {
            if (pipelines)
            {
                foreach (var recipient in recipients)
                    PutRecipient(recipient);
                if (isOneFlight)
                    connection.Put("DATA\r\n"u8);
                sender = await AskAsync().ConfigureAwait(false);
            }

            return await AddressAsync(sender, isOneFlight).ConfigureAwait(false);
        }

        return End(ReplyRule.ForSender(sender), sender);
    }

    private DeliveryResult? Check()
    {
        var can = connection.Capabilities;
        if (message.Envelope.NeedsUtf8 && !(can.HasSmtpUtf8 && can.HasEightBitMime))
            return DeliveryResult.Rejected(RejectionKind.Recipient, $"An address has characters outside ASCII, and {options.Host} does not take such addresses (SMTPUTF8)");
        return can.MaxSize > 0 && message.Size > can.MaxSize
            ? DeliveryResult.Rejected(RejectionKind.Content, $"The message has {message.Size} bytes, {options.Host} takes {can.MaxSize}")
            : null;
    }

    private async ValueTask<DeliveryResult> AddressAsync(SmtpReply sender, bool isDataSent)
    {
        var pipelines = connection.Capabilities.HasPipelining;
        var envelope = message.Envelope;
        var required = 0;
        var last = sender;
        for (var i = 0; i < envelope.Recipients.Count && !last.IsClosing; i++)
        {
            if (!pipelines)
                PutRecipient(envelope.Recipients[i]);
            last = pipelines ? await connection.ReadReplyAsync().ConfigureAwait(false) : await AskAsync().ConfigureAwait(false);
            var isRequired = i < envelope.Recipients.Count - envelope.Copies;
            if (last.IsOk)
                required += isRequired ? 1 : 0;
            else if (sender.IsOk)
                Note(envelope.Recipients[i], last, isRequired);
        }

        var data = isDataSent && !last.IsClosing ? await connection.ReadReplyAsync().ConfigureAwait(false) : default;
        if (required > 0 && sender.IsOk && !last.IsClosing)
            return await DataAsync(data).ConfigureAwait(false);

        // A server that waits for the message although nobody shall get it must not get an empty one.
        var result = !sender.IsOk ? ReplyRule.ForSender(sender) : ReplyRule.ForRecipient(_refused.Code == 0 ? last : _refused);
        return data.Code == 354 ? result : End(result, last);
    }

    private async ValueTask<DeliveryResult> DataAsync(SmtpReply data)
    {
        if (data.Code == 0)
        {
            connection.Put("DATA\r\n"u8);
            data = await AskAsync().ConfigureAwait(false);
        }

        if (data.Code != 354)
            return End(ReplyRule.ForMessage(data), data);
        var body = new SmtpDataStream(connection, options.CommandTimeout);
        await using (body.ConfigureAwait(false))
        {
            if (await SendAsync(body).ConfigureAwait(false) is { } refusal)
                return ReplyRule.ForMessage(refusal);
            connection.Timer.Begin(options.CompletionTimeout);
            IsInDoubt = true;
            var reply = await body.AskAsync().ConfigureAwait(false);
            IsInDoubt = false;
            connection.Messages++;
            IsClean = !reply.IsClosing;
            if (!reply.IsOk)
                return ReplyRule.ForMessage(reply);
            return _failures is null ? DeliveryResult.Accepted(message.MessageId) : DeliveryResult.Accepted(message.MessageId, _failures);
        }
    }

    /// <summary>Sends all but the last block, with the dot in it; then the message is not whole, whatever happens. Returns what the server said to refuse it half-way.</summary>
    private async ValueTask<SmtpReply?> SendAsync(SmtpDataStream body)
    {
        try
        {
            await message.WriteToAsync(body, connection.Timer.Token).ConfigureAwait(false);
            connection.Timer.Begin(options.CommandTimeout);
            await body.FinishAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            if (await body.FindRefusalAsync().ConfigureAwait(false) is { } refusal)
                return refusal;
            throw;
        }
    }

    private async ValueTask ResetAsync()
    {
        connection.Put("RSET\r\n"u8);
        if (!(await AskAsync().ConfigureAwait(false)).IsOk)
            throw new SmtpProtocolException("the server refused RSET");
        connection.MustReset = false;
    }

    private async ValueTask<SmtpReply> AskAsync()
    {
        var reply = await connection.AskAsync().ConfigureAwait(false);
        IsAnswered |= !reply.IsClosing;
        return reply;
    }

    private void PutSender()
    {
        connection.Put("MAIL FROM:<"u8);
        connection.Put(message.Envelope.Sender.Mailbox);
        connection.Put(">"u8);
        if (connection.Capabilities.HasSize && message.Size is { } size)
        {
            Span<char> digits = stackalloc char[20];
            size.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
            connection.Put(" SIZE="u8);
            connection.Put(digits[..length]);
        }

        connection.Put(message.Envelope.NeedsUtf8 ? " BODY=8BITMIME SMTPUTF8\r\n"u8 : "\r\n"u8);
    }

    private void PutRecipient(EmailAddress recipient)
    {
        connection.Put("RCPT TO:<"u8);
        connection.Put(recipient.Mailbox);
        connection.Put(">\r\n"u8);
    }

    private void Note(EmailAddress recipient, SmtpReply reply, bool isRequired)
    {
        (_failures ??= []).Add(new RecipientFailure(recipient.Mailbox, reply.ToString()));

        // When all are refused the one that may yet be accepted decides, so that it is tried again.
        if (isRequired && (_refused.Code == 0 || ReplyRule.IsRecipientTemporary(reply)))
            _refused = reply;
    }

    private DeliveryResult End(DeliveryResult result, SmtpReply last)
    {
        IsClean = !last.IsClosing;
        connection.MustReset = true;
        return result;
    }
}
