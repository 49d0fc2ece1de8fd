namespace Notifications.Email.Smtp;

/// <summary>Why there is no TLS with a server.</summary>
internal enum TlsFailure
{
    /// <summary>The server ended it, for a reason that may be one of the moment.</summary>
    Ended,

    /// <summary>What came was no TLS.</summary>
    NoTls,

    /// <summary>Both have no version or cipher in common.</summary>
    NoCommonVersion,

    /// <summary>The chain of the server's certificate leads to nobody who is trusted, or it has expired.</summary>
    Untrusted,

    /// <summary>The server's certificate is for other names.</summary>
    OtherName,

    /// <summary>The server wants a certificate of the client's, or does not take the one it got.</summary>
    ClientCertificate,
}
