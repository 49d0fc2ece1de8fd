using System.Security.Authentication;

namespace Notifications.Email.Smtp;

/// <summary>There is no TLS with the server. It says what of that is known.</summary>
internal sealed class TlsException(TlsFailure failure, Exception cause) : AuthenticationException(cause.Message, cause)
{
    public TlsFailure Failure => failure;
}
