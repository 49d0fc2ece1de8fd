namespace Notifications.Email.Smtp;

/// <summary>The client's certificate cannot be read now: while it is renewed, its files may be missing or not fit together.</summary>
internal sealed class ClientCertificateException(Exception cause) : Exception($"The client certificate cannot be read ({cause.GetType().Name})", cause);
