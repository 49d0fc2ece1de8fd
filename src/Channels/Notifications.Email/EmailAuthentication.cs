namespace Notifications.Email;

/// <summary>How the channel says who it is (RFC 4954).</summary>
public enum EmailAuthentication
{
    /// <summary>PLAIN when the server offers it, else LOGIN.</summary>
    Password,

    /// <summary>PLAIN (RFC 4616).</summary>
    Plain,

    /// <summary>LOGIN, for servers that know no other.</summary>
    Login,

    /// <summary>XOAUTH2, with a token from <see cref="EmailOptions.AccessToken"/> or <see cref="IEmailAccessTokenSource"/>.</summary>
    XOAuth2,

    /// <summary>EXTERNAL (RFC 4422, appendix A): by the client certificate, as <see cref="EmailOptions.UserName"/> or, without one, as whom the server takes the certificate for.</summary>
    External,
}
