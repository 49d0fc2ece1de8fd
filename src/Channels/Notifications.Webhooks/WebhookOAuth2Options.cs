namespace Notifications.Webhooks;

/// <summary>OAuth 2.0 client credentials of a webhook. The token is cached until shortly before its end and shared by all sends.</summary>
public sealed class WebhookOAuth2Options
{
    /// <summary>The token endpoint. The rules for URLs and addresses of the channel hold for it too.</summary>
    /// <value>Required.</value>
    public string? TokenUrl { get; set; }

    /// <summary>The client's id.</summary>
    /// <value>Required.</value>
    public string? ClientId { get; set; }

    /// <summary>The client's secret.</summary>
    /// <value>Required.</value>
    public string? ClientSecret { get; set; }

    /// <summary>The scopes to ask for, separated by spaces.</summary>
    /// <value>Default: none.</value>
    public string? Scope { get; set; }

    /// <summary>The audience to ask for, where the server knows the parameter.</summary>
    /// <value>Default: none.</value>
    public string? Audience { get; set; }

    /// <summary>Sends id and secret in the form instead of as HTTP Basic (RFC 6749, section 2.3.1).</summary>
    /// <value>Default: false.</value>
    public bool CredentialsInBody { get; set; }

    /// <summary>How long before its end a token is replaced; at most half its life.</summary>
    /// <value>Default: 1 minute. From 0 to 1 hour.</value>
    public TimeSpan ExpiryMargin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the token endpoint may take.</summary>
    /// <value>Default: 10 seconds. From 100 milliseconds to 1 minute.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Never reveals the secret.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "OAuth2 client credentials";
}
