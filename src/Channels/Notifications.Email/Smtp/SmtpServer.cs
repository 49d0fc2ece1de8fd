namespace Notifications.Email.Smtp;

/// <summary>The server of a channel as its options name it: how to connect, and the connections that are kept.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public SmtpServer(string channel, EmailOptions options, IEmailAccessTokenSource? tokens, TimeProvider clock)
    {
        Options = options;
        Connector = new SmtpConnector(new SmtpSettings(options), new SmtpAuthenticator(channel, options, tokens), clock);
        Pool = new SmtpPool(options, clock);
    }

    public EmailOptions Options { get; }

    public SmtpConnector Connector { get; }

    public SmtpPool Pool { get; }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
