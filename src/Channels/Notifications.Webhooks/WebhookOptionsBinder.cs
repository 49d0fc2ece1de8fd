using Notifications.Sections;

namespace Notifications.Webhooks;

/// <summary>Lays a section over a channel's options.</summary>
internal static class WebhookOptionsBinder
{
    public static void Bind(SectionReader reader, WebhookOptions options)
    {
        reader.Text("Url", v => options.Url = v);
        reader.Texts("SigningSecrets", options.SigningSecrets);
        reader.Choice<WebhookBodyFormat>("Body", v => options.Body = v);
        reader.Text("BodyTemplate", v => options.BodyTemplate = v);
        reader.Text("BodyContentType", v => options.BodyContentType = v!);
        reader.Text("CloudEventsSource", v => options.CloudEventsSource = v!);
        reader.Map("Headers", options.Headers);
        reader.Text("BearerToken", v => options.BearerToken = v);
        reader.Text("ApiKey", v => options.ApiKey = v);
        reader.Text("ApiKeyHeader", v => options.ApiKeyHeader = v!);
        reader.Nested("OAuth2", options.OAuth2 ?? new WebhookOAuth2Options(), v => options.OAuth2 = v, BindOAuth2);
        reader.Texts("CredentialHosts", options.CredentialHosts);
        reader.Truth("AllowHttp", v => options.AllowHttp = v);
        reader.Truth("AllowPrivateNetworks", v => options.AllowPrivateNetworks = v);
        reader.Numbers("AllowedPorts", options.AllowedPorts);
        reader.Text("ProxyUrl", v => options.ProxyUrl = v);
        reader.Duration("ConnectTimeout", v => options.ConnectTimeout = v);
        reader.Duration("ConnectionLifetime", v => options.ConnectionLifetime = v);
        reader.Number("MaxConnectionsPerServer", v => options.MaxConnectionsPerServer = v);
    }

    private static void BindOAuth2(SectionReader reader, WebhookOAuth2Options options)
    {
        reader.Text("TokenUrl", v => options.TokenUrl = v);
        reader.Text("ClientId", v => options.ClientId = v);
        reader.Text("ClientSecret", v => options.ClientSecret = v);
        reader.Text("Scope", v => options.Scope = v);
        reader.Text("Audience", v => options.Audience = v);
        reader.Truth("CredentialsInBody", v => options.CredentialsInBody = v);
        reader.Duration("ExpiryMargin", v => options.ExpiryMargin = v);
        reader.Duration("Timeout", v => options.Timeout = v);
    }
}
