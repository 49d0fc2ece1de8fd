namespace Notifications.Email;

/// <summary>Who sends a mail and who gets it, as the servers see it (RFC 5321, section 2.3.1).</summary>
public sealed class EmailEnvelope
{
    internal EmailEnvelope(EmailAddress sender, IReadOnlyList<EmailAddress> recipients, int copies, RejectionKind? utf8Cause)
    {
        (Sender, Recipients, Copies) = (sender, recipients, copies);
        Utf8Cause = utf8Cause;
        NeedsUtf8 = utf8Cause is not null;
        foreach (var recipient in recipients)
            NeedsUtf8 |= recipient.NeedsUtf8;
    }

    /// <summary>Where bounces go.</summary>
    public EmailAddress Sender { get; }

    /// <summary>All who get it by this attempt, each once: first those it is for, then those who get a copy. After an attempt that the server took for some of them, the next has those alone
    /// whom it refused for now.</summary>
    public IReadOnlyList<EmailAddress> Recipients { get; }

    /// <summary>How many at the end of <see cref="Recipients"/> get a copy. The message goes out only when one of the others is accepted.</summary>
    public int Copies { get; }

    /// <summary>An address has characters outside ASCII before its at sign: to send it there takes SMTPUTF8 (RFC 6531). Without it the others can have the mail, unless it is for such addresses alone or comes from one.</summary>
    public bool NeedsUtf8 { get; }

    /// <summary>Whose address it is that lets nobody have the mail without SMTPUTF8; null when some can. Only with one are its headers more than ASCII.</summary>
    internal RejectionKind? Utf8Cause { get; }
}
