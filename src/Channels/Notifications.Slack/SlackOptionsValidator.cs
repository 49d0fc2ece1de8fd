using Microsoft.Extensions.Options;
using Notifications.Http;
using Notifications.Http.Guard;
using Notifications.Slack.Sending;

namespace Notifications.Slack;

/// <summary>Finds all that is wrong with a channel's options at once. The texts never repeat what is secret.</summary>
internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    private const int MaxKeys = 5;
    private const int MinKey = 32;
    private const int MaxHosts = 32;
    private const int MaxSecret = 512;

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var errors = new List<string>();
        CheckCredentials(options, errors);
        CheckUrls(options, errors);
        CheckKeys(options, errors);
        if (!Enum.IsDefined(options.Updates))
            errors.Add($"Updates is {(int)options.Updates}; use {string.Join(", ", Enum.GetNames<SlackUpdates>())}.");
        if (!Enum.IsDefined(options.Details))
            errors.Add($"Details is {(int)options.Details}; use {string.Join(", ", Enum.GetNames<SlackDetails>())}.");
        ConnectionOptionsRule.CheckRange(errors, "ActionLifetime", options.ActionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        ConnectionOptionsRule.CheckRange(errors, "DestinationInterval", options.DestinationInterval, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        ConnectionOptionsRule.Check(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Slack channel '{name}': {error}"));
    }

    private static void CheckCredentials(SlackOptions options, List<string> errors)
    {
        if (options.WebhookUrl is null && options.BotToken is null)
            errors.Add("There is neither a WebhookUrl nor a BotToken. Set one of both.");
        if (options.WebhookUrl is not null && options.BotToken is not null)
            errors.Add("There are a WebhookUrl and a BotToken. Remove one: a bot can do all that a webhook can, and edit; for both add two channels.");
        if (options.BotToken is { } token && !IsSecret(token))
            errors.Add("BotToken is empty or has spaces, line breaks or characters outside ASCII. Copy it from the app's page: it begins with xoxb-.");
        if (options.SigningSecret is { } secret && !IsSecret(secret))
            errors.Add("SigningSecret is empty or has spaces, line breaks or characters outside ASCII. Copy it from the app's page.");
        if (options.Channel is not { } channel)
            return;
        if (options.BotToken is null)
            errors.Add("Channel is for bots; an incoming webhook posts to its own channel. Remove it, or use a BotToken.");
        else if (!DestinationRule.IsValid(channel))
            errors.Add("Channel is neither the id of a conversation (C…, G…, D…) or a person (U…, W…) nor the name of a channel (#ops).");
    }

    private static void CheckUrls(SlackOptions options, List<string> errors)
    {
        if (options.WebhookUrl is { } webhook && !UrlRule.TryParse(webhook, options, out _, out var error))
            errors.Add($"WebhookUrl: {error}");
        if (!UrlRule.TryParse(options.ApiUrl, options, out var api, out var apiError))
            errors.Add($"ApiUrl: {apiError}");
        else if (api.Query.Length > 0 || api.Fragment.Length > 0)
            errors.Add("ApiUrl has a query or a fragment. Remove it.");
        if (options.WebhookHosts.Count > MaxHosts)
            errors.Add($"There are {options.WebhookHosts.Count} WebhookHosts; at most {MaxHosts} are allowed.");
        foreach (var host in options.WebhookHosts)
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                errors.Add("WebhookHosts has an entry that is no host name. Write for example hooks.slack.com.");
        }
    }

    private static void CheckKeys(SlackOptions options, List<string> errors)
    {
        if (options.ActionKeys.Count > MaxKeys)
            errors.Add($"There are {options.ActionKeys.Count} ActionKeys; at most {MaxKeys} are allowed.");
        for (var i = 0; i < options.ActionKeys.Count; i++)
        {
            if (options.ActionKeys[i] is not { Length: >= MinKey and <= MaxSecret })
                errors.Add($"ActionKeys[{i}] has {options.ActionKeys[i]?.Length ?? 0} characters; give {MinKey} to {MaxSecret} random ones.");
        }
    }

    private static bool IsSecret(string text) => text.Length is > 0 and <= MaxSecret && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
