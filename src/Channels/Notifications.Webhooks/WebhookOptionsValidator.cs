using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.Http.Guard;
using Notifications.Webhooks.Bodies;
using Notifications.Webhooks.Signing;

namespace Notifications.Webhooks;

/// <summary>Finds all that is wrong with a channel's options at once. The texts never repeat what may be secret.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int MaxSecrets = 5;
    private const int MaxHeaders = 32;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new List<string>();
        CheckAddresses(options, errors);
        CheckSecrets(options, errors);
        CheckBody(options, errors);
        CheckHeaders(options, errors);
        CheckCredentials(options, errors);
        ConnectionOptionsRule.Check(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Webhook channel '{name}': {error}"));
    }

    private static void CheckAddresses(WebhookOptions options, List<string> errors)
    {
        if (options.Url is not null && !UrlRule.TryParse(options.Url, options, out _, out var error))
            errors.Add($"Url: {error}");
        foreach (var host in options.CredentialHosts)
        {
            if (host != WebhookEndpoint.AnyHost && Uri.CheckHostName(host) == UriHostNameType.Unknown)
                errors.Add($"CredentialHosts has '{host}', which is no host name. Give the host alone, without scheme, port and path, or * for every host.");
        }
    }

    private static void CheckSecrets(WebhookOptions options, List<string> errors)
    {
        if (options.SigningSecrets.Count > MaxSecrets)
            errors.Add($"SigningSecrets has {options.SigningSecrets.Count} entries; at most {MaxSecrets}. Remove those whose rotation is over.");
        for (var i = 0; i < options.SigningSecrets.Count; i++)
        {
            if (!SigningSecret.TryParse(options.SigningSecrets[i], out _, out var error))
                errors.Add($"SigningSecrets[{i}] {error}.");
        }
    }

    private static void CheckBody(WebhookOptions options, List<string> errors)
    {
        if (!Enum.IsDefined(options.Body))
            errors.Add($"Body is {(int)options.Body}, which is no format.");
        if (string.IsNullOrEmpty(options.CloudEventsSource) || UriReference.From(options.CloudEventsSource) != options.CloudEventsSource)
            errors.Add("CloudEventsSource is no URI reference. Give something like /my-service or https://my-service.example.");
        if (options.Body != WebhookBodyFormat.Template)
        {
            if (options.BodyTemplate is not null)
                errors.Add($"BodyTemplate is given, but Body is {options.Body}. Set Body to Template, or remove the template.");
            return;
        }

        var isText = MediaTypeHeaderValue.TryParse(options.BodyContentType, out var type) && type.MediaType == "text/plain";
        if (type is null || (!isText && !TemplateBody.IsJson(options.BodyContentType)))
            errors.Add($"BodyContentType is '{options.BodyContentType}'; give application/json, another type that ends in +json, or text/plain.");
        else
            BodyTemplate.TryParse(options.BodyTemplate, options.BodyContentType, errors);
    }

    private static void CheckHeaders(WebhookOptions options, List<string> errors)
    {
        if (options.Headers.Count > MaxHeaders)
            errors.Add($"Headers has {options.Headers.Count} entries; at most {MaxHeaders}.");
        foreach (var (header, value) in options.Headers)
        {
            if (HeaderRule.FindNameError(header) is { } nameError)
                errors.Add($"Headers: '{Printable(header)}' {nameError}.");
            if (HeaderRule.FindValueError(value) is { } valueError)
                errors.Add($"Headers: the value of '{Printable(header)}' {valueError}.");
        }
    }

    private static void CheckCredentials(WebhookOptions options, List<string> errors)
    {
        var authorizations = (options.BearerToken is null ? 0 : 1) + (options.OAuth2 is null ? 0 : 1) + (options.Headers.ContainsKey("Authorization") ? 1 : 0);
        if (authorizations > 1)
            errors.Add("BearerToken, OAuth2 and a header Authorization exclude each other. Keep one.");
        if (options.BearerToken is { } bearer && HeaderRule.FindValueError(bearer) is { } bearerError)
            errors.Add($"BearerToken {bearerError}.");
        if (options.ApiKey is { } key)
        {
            if (HeaderRule.FindValueError(key) is { } keyError)
                errors.Add($"ApiKey {keyError}.");
            if (HeaderRule.FindNameError(options.ApiKeyHeader) is { } headerError)
                errors.Add($"ApiKeyHeader '{Printable(options.ApiKeyHeader)}' {headerError}.");
            else if (options.Headers.ContainsKey(options.ApiKeyHeader) || (authorizations > 0 && options.ApiKeyHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
                errors.Add($"ApiKeyHeader '{options.ApiKeyHeader}' is set a second time by Headers, BearerToken or OAuth2. Keep one.");
        }

        if (options.Url is null && options.CredentialHosts.Count == 0 && (authorizations > 0 || options.ApiKey is not null || options.Headers.Count > 0))
            errors.Add("There are credentials or own headers, but neither a Url nor CredentialHosts says who may have them. Name the hosts in CredentialHosts, or * for every destination.");
        if (options.OAuth2 is not { } oauth)
            return;
        if (!UrlRule.TryParse(oauth.TokenUrl, options, out _, out var error))
            errors.Add($"OAuth2.TokenUrl: {error}");
        if (string.IsNullOrEmpty(oauth.ClientId))
            errors.Add("OAuth2.ClientId is empty.");
        if (string.IsNullOrEmpty(oauth.ClientSecret))
            errors.Add("OAuth2.ClientSecret is empty.");
        ConnectionOptionsRule.CheckRange(errors, "OAuth2.ExpiryMargin", oauth.ExpiryMargin, TimeSpan.Zero, TimeSpan.FromHours(1));
        ConnectionOptionsRule.CheckRange(errors, "OAuth2.Timeout", oauth.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
    }

    private static string Printable(string? name)
    {
        var text = name ?? string.Empty;
        return string.Create(Math.Min(text.Length, 64), text, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = text[i] is < ' ' or > '~' ? '?' : text[i];
        });
    }
}
