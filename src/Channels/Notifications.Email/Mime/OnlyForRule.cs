namespace Notifications.Email.Mime;

/// <summary>A later attempt for those alone whom the server refused for now. The mail stays as it is, headers and signature too; only the envelope names fewer.</summary>
internal static class OnlyForRule
{
    /// <summary>The envelope of those who are left; without recipients when none of them is one of the mail's.</summary>
    public static EmailEnvelope Apply(EmailEnvelope whole, IReadOnlyList<string> onlyFor)
    {
        var left = new List<EmailAddress>(onlyFor.Count);
        foreach (var recipient in whole.Recipients)
        {
            if (onlyFor.Contains(recipient.Mailbox, StringComparer.Ordinal))
                left.Add(recipient);
        }

        // The mail is out, so those who get a copy are worth sending to by themselves.
        return new EmailEnvelope(whole.Sender, left, 0, whole.Utf8Cause);
    }
}
