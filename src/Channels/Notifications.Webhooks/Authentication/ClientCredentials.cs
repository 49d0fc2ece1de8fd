using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Notifications.Http;
using Notifications.Webhooks.Responses;

namespace Notifications.Webhooks.Authentication;

/// <summary>Asks a token endpoint for a token (RFC 6749, section 4.4).</summary>
internal sealed class ClientCredentials(HttpMessageInvoker invoker, Uri url, WebhookOAuth2Options options, TimeProvider clock)
{
    private const int MaxAnswer = 64 * 1024;

    public async Task<TokenAnswer> FetchAsync(bool followsRefusal, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = CreateRequest();
            using var response = await invoker.SendAsync(request, linked.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is < 200 or >= 500)
                return TokenRule.Refuse(status, null, RetryAfterRule.Read(response, clock.GetUtcNow()), url.IdnHost);
            var answer = await ReadAsync(response, linked.Token).ConfigureAwait(false);
            return status < 300
                ? TokenRule.Read(answer, options.ExpiryMargin, clock.GetUtcNow(), followsRefusal, url.IdnHost)
                : TokenRule.Refuse(status, answer, RetryAfterRule.Read(response, clock.GetUtcNow()), url.IdnHost);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // Getting a token delivers nothing, so it may always be tried again.
            var result = HttpFailureRule.Classify(e, hasLeft: false, RejectionKind.Configuration, "the token endpoint " + url.IdnHost);
            return new(null, result);
        }
    }

    private static async Task<TokenResponse?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (await AnswerReader.ReadAsync(response.Content, MaxAnswer, cancellationToken).ConfigureAwait(false) is not { } answer)
            return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Span, WebhookJsonContext.Default.TokenResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private HttpRequestMessage CreateRequest()
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (!string.IsNullOrEmpty(options.Scope))
            form.Add(new("scope", options.Scope));
        if (!string.IsNullOrEmpty(options.Audience))
            form.Add(new("audience", options.Audience));
        var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.CredentialsInBody)
        {
            form.Add(new("client_id", options.ClientId!));
            form.Add(new("client_secret", options.ClientSecret!));
        }
        else
        {
            var pair = $"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(options.ClientSecret!)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }
}
