using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Email.Mime;
using Notifications.Email.Smtp;

namespace Notifications.Email;

/// <summary>Makes mails of messages and hands them to the transport. One attempt is one mail.</summary>
internal sealed partial class EmailChannel : INotificationChannel, INotificationChannelTraits, IChannelTest, IDisposable
{
    private readonly string _name;
    private readonly IEmailTransport _transport;
    private readonly IAttachmentSource? _attachments;
    private readonly IUnsubscribeLinks? _unsubscribe;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, long> _problems = new(StringComparer.Ordinal);
    private readonly IDisposable? _reload;
    private volatile MailAuthor _author;

    public EmailChannel(
        string name,
        IEmailTransport transport,
        IOptionsMonitor<EmailOptions> options,
        ILogger<EmailChannel> logger,
        IAttachmentSource? attachments = null,
        IUnsubscribeLinks? unsubscribe = null)
    {
        (_name, _transport, _logger, _attachments, _unsubscribe) = (name, transport, logger, attachments, unsubscribe);
        var current = options.Get(name);
        _author = new MailAuthor(current, attachments, unsubscribe);

        // A server may look for viruses before it answers for a mail. Who gives up on it before its time sends the mail again and again (RFC 5321, section 4.5.3.2.6).
        Traits = new ChannelTraits { Type = "email", HasDefaultDestination = current.To is not null, AttemptTimeout = PoolWaitRule.Attempt(current), RetriesRecipients = true };
        _reload = options.OnChange(Reload);
    }

    public ChannelTraits Traits { get; }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var author = _author;
        if (MailAddressing.Read(message, author, out var refusal) is not { } addressing)
            return refusal!;
        if (addressing.UnsubscribeProblem is { } problem)
            Report(problem, LogUnsubscribeLeftOut);
        if (addressing.AddressProblem is { } address)
            Report(address, LogAddressLeftOut);
        EmailMessage mail;
        try
        {
            mail = await new MailComposer(author).ComposeAsync(message, addressing, cancellationToken).ConfigureAwait(false);
        }
        catch (AttachmentException e)
        {
            return FailureRule.ForDialogue(e, isInDoubt: false, string.Empty);
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.RetryOwn("The attachments could not be had in the time allowed; nothing was sent");
        }

        // A message made by hand says nothing of it.
        mail.Deadline = message.Deadline == default ? DateTimeOffset.MaxValue : message.Deadline;
        try
        {
            return addressing.Conclude(await _transport.SendAsync(mail, cancellationToken).ConfigureAwait(false), message.OnlyFor is null);
        }
        finally
        {
            await mail.CloseAsync().ConfigureAwait(false);
        }
    }

    public ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken) =>
        _transport is IChannelTest transport ? transport.TestAsync(message, cancellationToken) : SendAsync(message, cancellationToken);

    // The transport is the container's, and so is its end.
    public void Dispose() => _reload?.Dispose();

    // Said for the first mail, the tenth, the hundredth: what is always wrong is wrong in every mail.
    private void Report(string problem, Action<string, string, long> log)
    {
        var mails = _problems.AddOrUpdate(problem, 1, static (_, count) => count + 1);
        if (IsPowerOfTen(mails))
            log(_name, problem, mails);
    }

    private static bool IsPowerOfTen(long number)
    {
        while (number % 10 == 0)
            number /= 10;
        return number == 1;
    }

    private void Reload(EmailOptions options, string? name)
    {
        if (!string.Equals(name, _name, StringComparison.Ordinal))
            return;

        // The old author is not disposed: attempts that hold it may still sign with its key.
        _author = new MailAuthor(options, _attachments, _unsubscribe);
        LogReloaded(_name);
    }
}
