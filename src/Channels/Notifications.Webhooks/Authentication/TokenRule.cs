namespace Notifications.Webhooks.Authentication;

/// <summary>What the token endpoint's answer means.</summary>
internal static class TokenRule
{
    private const double MaxSeconds = 7 * 86_400;

    // RFC 6749 leaves it open; short enough to notice a revoked client.
    private const double AssumedSeconds = 300;

    public static TokenAnswer Read(TokenResponse? response, TimeSpan margin, DateTimeOffset now, bool followsRefusal, string host)
    {
        // A page of a proxy or of maintenance says nothing about the settings; it may be gone the next time.
        if (response is null)
            return new(null, DeliveryResult.Retry($"The token endpoint {host} answered with something that is no JSON; check OAuth2.TokenUrl if that goes on"));
        if (response.AccessToken is not { Length: > 0 } token || !IsHeaderText(token))
            return Fail($"The token endpoint {host} answered without a usable access_token. Check OAuth2.TokenUrl.");
        if (response.TokenType is { Length: > 0 } type && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return Fail($"The token endpoint {host} gives tokens that are not of type Bearer, which this channel cannot use.");
        var life = TimeSpan.FromSeconds(response.ExpiresIn is { } seconds and >= 0 ? Math.Min(seconds, MaxSeconds) : AssumedSeconds);
        var renewAt = now + life - (margin < life / 2 ? margin : life / 2);
        return new(new AccessToken("Bearer " + token, renewAt, followsRefusal), null);
    }

    public static TokenAnswer Refuse(int status, TokenResponse? response, TimeSpan? retryAfter, string host)
    {
        if (status is 408 or 425 or 429 or >= 500)
            return new(null, DeliveryResult.Retry($"HTTP {status} from the token endpoint {host}", retryAfter));

        // Only the codes of the RFC are repeated: anything else could be anything.
        var code = response?.Error is "invalid_request" or "invalid_client" or "invalid_grant" or "unauthorized_client"
            or "unsupported_grant_type" or "invalid_scope" ? $" ({response.Error})" : string.Empty;
        return Fail($"HTTP {status}{code} from the token endpoint {host}; check OAuth2.ClientId, ClientSecret and Scope");
    }

    public static TokenAnswer Fail(string reason) => new(null, DeliveryResult.Rejected(RejectionKind.Configuration, reason));

    private static bool IsHeaderText(string token)
    {
        foreach (var c in token)
        {
            if (c is <= ' ' or > '~')
                return false;
        }

        return true;
    }
}
