namespace Notifications.Email.Smtp;

/// <summary>How long a mail waits for a connection. What begins with too little time behind the wait is cut off while the server works on it, and comes again: so the wait has a time of its own. Pure.</summary>
internal static class PoolWaitRule
{
    private static readonly TimeSpan MaxAttempt = TimeSpan.FromMinutes(10);

    /// <summary>What an attempt may take: the wait, and then all that the mail itself may take.</summary>
    public static TimeSpan Attempt(EmailOptions options)
    {
        var whole = options.CommandTimeout + Mail(options);
        return whole < MaxAttempt ? whole : MaxAttempt;
    }

    /// <summary>The longest wait.</summary>
    /// <param name="options">The channel's options.</param>
    /// <param name="left">The time until the attempt has to be over. Where that is less than a mail may take, by the operator's word, a quarter of it is for the wait.</param>
    public static TimeSpan Longest(EmailOptions options, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
            return TimeSpan.Zero;
        var spare = left - Mail(options);
        var wait = spare > TimeSpan.Zero ? spare : left / 4;
        return wait < MaxAttempt ? wait : MaxAttempt;
    }

    // RFC 5321, section 4.5.3.2.6: a server may take long before it answers for a mail.
    private static TimeSpan Mail(EmailOptions options) => options.ConnectTimeout + options.CommandTimeout + options.CompletionTimeout;
}
