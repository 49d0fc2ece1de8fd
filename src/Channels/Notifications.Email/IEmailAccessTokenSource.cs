namespace Notifications.Email;

/// <summary>Gives the OAuth2 access token for XOAUTH2. Register one in the container; it is asked whenever a connection is opened, so it keeps the token itself for as long as it is valid.</summary>
public interface IEmailAccessTokenSource
{
    /// <summary>Gets a valid token.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="userName">The mailbox that the token is for.</param>
    /// <param name="cancellationToken">Signalled when the attempt takes too long.</param>
    /// <returns>The token, without <c>Bearer</c>. An exception counts as a failure for now.</returns>
    ValueTask<string> GetTokenAsync(string channel, string userName, CancellationToken cancellationToken);
}
