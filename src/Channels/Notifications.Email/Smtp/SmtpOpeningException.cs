namespace Notifications.Email.Smtp;

/// <summary>A server that was connected to did not answer in time. It says in which step.</summary>
internal sealed class SmtpOpeningException(string message, Exception cause) : IOException(message, cause);
