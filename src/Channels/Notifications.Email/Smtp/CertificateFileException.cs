namespace Notifications.Email.Smtp;

/// <summary>A file of certificates cannot be read now: while they are renewed, files may be missing or not fit together.</summary>
internal sealed class CertificateFileException(string what, Exception cause) : Exception($"{what} cannot be read ({cause.GetType().Name})", cause);
