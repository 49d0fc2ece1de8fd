namespace Notifications.Email.Smtp;

/// <summary>The server does not speak SMTP, or not in bounds. Nothing more is said on the connection.</summary>
internal sealed class SmtpProtocolException(string message) : IOException(message);
