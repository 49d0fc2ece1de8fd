using System.Text.Json.Serialization;

namespace Notifications.Webhooks.Authentication;

/// <summary>The answer of a token endpoint (RFC 6749, sections 5.1 and 5.2).</summary>
internal sealed class TokenResponse
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; init; }

    [JsonPropertyName("expires_in")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? ExpiresIn { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }
}
