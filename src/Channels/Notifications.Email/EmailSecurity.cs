namespace Notifications.Email;

/// <summary>How the connection to the mail server is protected. What is asked for is got, or nothing is sent: there is no falling back to plain text.</summary>
public enum EmailSecurity
{
    /// <summary>Begins in plain text and changes to TLS before anything else is said (STARTTLS, RFC 3207). Port 587 unless given.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314). Port 465 unless given.</summary>
    ImplicitTls,

    /// <summary>Plain text all the way: for a relay on the same machine. Port 25 unless given.</summary>
    None,
}
