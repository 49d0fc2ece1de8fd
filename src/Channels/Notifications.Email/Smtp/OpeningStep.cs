namespace Notifications.Email.Smtp;

/// <summary>How far a connection has come before it can carry mails.</summary>
internal enum OpeningStep
{
    /// <summary>The server's first word is awaited.</summary>
    Greeting,

    /// <summary>The handshake.</summary>
    Tls,

    /// <summary>EHLO, or STARTTLS.</summary>
    Hello,

    /// <summary>The credentials.</summary>
    Authentication,
}
