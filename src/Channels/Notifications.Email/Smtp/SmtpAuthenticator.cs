using System.Text;

namespace Notifications.Email.Smtp;

/// <summary>Says who we are (RFC 4954): PLAIN (RFC 4616), LOGIN, XOAUTH2, EXTERNAL (RFC 4422). Credentials are never in a result or a log.</summary>
internal sealed class SmtpAuthenticator(string channel, EmailOptions options, IEmailAccessTokenSource? tokens)
{
    private const int MaxToken = 12_288; // RFC 4954, section 4: the longest line of a dialogue

    /// <summary>Authenticates; null when the server believes us.</summary>
    public async ValueTask<DeliveryResult?> AuthenticateAsync(SmtpConnection connection)
    {
        if (options.Authentication == EmailAuthentication.External)
            return await ExternalAsync(connection).ConfigureAwait(false);
        if (options.UserName is not { } user)
            return null;
        if (!connection.IsSecure && !options.AllowPlainTextAuthentication)
            return ReplyRule.Configuration("Credentials are not sent without TLS: use StartTls or ImplicitTls, or set AllowPlainTextAuthentication");
        var can = connection.Capabilities;
        switch (options.Authentication)
        {
            case EmailAuthentication.XOAuth2 when can.HasXOAuth2:
                return await XOAuth2Async(connection, user).ConfigureAwait(false);
            case EmailAuthentication.Plain or EmailAuthentication.Password when can.HasPlain:
                return Judge(await PlainAsync(connection, user).ConfigureAwait(false));
            case EmailAuthentication.Login or EmailAuthentication.Password when can.HasLogin:
                return Judge(await LoginAsync(connection, user).ConfigureAwait(false));
            default:
                return NotOffered();
        }
    }

    private DeliveryResult NotOffered() =>
        ReplyRule.Configuration($"{options.Host} does not offer to authenticate by {options.Authentication}: set another Authentication, or remove it and UserName");

    // Who we are the server has from TLS; an empty name is written as an equals sign (RFC 4954, section 4).
    private async ValueTask<DeliveryResult?> ExternalAsync(SmtpConnection connection)
    {
        if (!connection.Capabilities.HasExternal)
            return NotOffered();
        connection.Put("AUTH EXTERNAL "u8);
        connection.Put(options.UserName is { } user ? Encode(user) : "=");
        return Judge(await AskAsync(connection).ConfigureAwait(false));
    }

    private static DeliveryResult? Judge(SmtpReply reply) => reply.IsOk ? null : ReplyRule.ForAuthentication(reply);

    private async ValueTask<SmtpReply> PlainAsync(SmtpConnection connection, string user)
    {
        connection.Put("AUTH PLAIN "u8);
        connection.Put(Encode($"\0{user}\0{options.Password}"));
        return await AskAsync(connection).ConfigureAwait(false);
    }

    private async ValueTask<SmtpReply> LoginAsync(SmtpConnection connection, string user)
    {
        connection.Put("AUTH LOGIN"u8);
        var reply = await AskAsync(connection).ConfigureAwait(false);
        if (reply.Code != 334)
            return reply;
        connection.Put(Encode(user));
        reply = await AskAsync(connection).ConfigureAwait(false);
        if (reply.Code != 334)
            return reply;
        connection.Put(Encode(options.Password ?? string.Empty));
        return await AskAsync(connection).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult?> XOAuth2Async(SmtpConnection connection, string user)
    {
        string? token;
        try
        {
            token = tokens is null ? options.AccessToken : await tokens.GetTokenAsync(channel, user, connection.Timer.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return DeliveryResult.Retry($"The access token source failed ({e.GetType().Name})");
        }

        if (string.IsNullOrEmpty(token) || token.Length > MaxToken)
            return ReplyRule.Configuration("There is no access token, or it is longer than a line may be");
        connection.Put("AUTH XOAUTH2 "u8);
        connection.Put(Encode($"user={user}\u0001auth=Bearer {token}\u0001\u0001"));
        var reply = await AskAsync(connection).ConfigureAwait(false);

        // 334 carries the error; an empty line ends the dialogue.
        return Judge(reply.Code == 334 ? await AskAsync(connection).ConfigureAwait(false) : reply);
    }

    private static ValueTask<SmtpReply> AskAsync(SmtpConnection connection)
    {
        connection.Put("\r\n"u8);
        return connection.AskAsync();
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
