using System.Net.Http.Headers;
using Notifications.Http.Guard;
using Notifications.Slack.Actions;

namespace Notifications.Slack.Sending;

/// <summary>The options of a channel, compiled once: parsed and ready for every attempt. Replaced as a whole when they change.</summary>
internal sealed class SlackEndpoint
{
    private readonly HashSet<string> _hosts;
    private readonly Uri? _webhook;
    private readonly Uri _post;
    private readonly Uri _update;

    public SlackEndpoint(SlackOptions options)
    {
        Options = options;
        if (options.WebhookUrl is not null && !UrlRule.TryParse(options.WebhookUrl, options, out _webhook, out var error))
            throw new FormatException(error);
        if (!UrlRule.TryParse(options.ApiUrl, options, out var api, out var apiError))
            throw new FormatException(apiError);
        _post = Method(api, "chat.postMessage");
        _update = Method(api, "chat.update");
        AuthTest = Method(api, "auth.test");
        _hosts = new(options.WebhookHosts, StringComparer.OrdinalIgnoreCase);
        Signer = new ActionSigner(options.ActionKeys);
        if (options.BotToken is not null)
            Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);
    }

    public SlackOptions Options { get; }

    public ActionSigner Signer { get; }

    /// <summary>Null for an incoming webhook.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    /// <summary>The method that says whose token it is, and does nothing.</summary>
    public Uri AuthTest { get; }

    public bool IsBot => Authorization is not null;

    public Uri UrlOf(in SlackCall call) => call.Kind == CallKind.Edit ? _update : _post;

    /// <summary>Finds the webhook that a message goes to; null with a refusal when it goes nowhere.</summary>
    public DeliveryResult? FindWebhook(string? destination, out Uri url, out bool isOwn)
    {
        isOwn = destination is null || destination == Options.WebhookUrl;
        url = _webhook!;
        if (isOwn)
            return null;
        if (!UrlRule.TryParse(destination, Options, out var other, out var error))
        {
            return DeliveryResult.Rejected(RejectionKind.Recipient, DestinationRule.IsValid(destination)
                ? "An incoming webhook posts to its own channel only. Leave the destination out, or use a BotToken."
                : error);
        }

        url = other;
        return _hosts.Contains(other.IdnHost)
            ? null
            : DeliveryResult.Rejected(RejectionKind.Recipient, $"The host '{other.IdnHost}' is not among WebhookHosts.");
    }

    /// <summary>Finds the conversation that a bot's message goes to; null with a refusal when it goes nowhere.</summary>
    public DeliveryResult? FindConversation(string? destination, out string conversation, out bool isOwn)
    {
        isOwn = destination is null || destination == Options.Channel;
        conversation = destination ?? Options.Channel ?? string.Empty;
        if (conversation.Length == 0)
            return DeliveryResult.Rejected(RejectionKind.Configuration, "The message names no destination and the channel has no Channel. Set one of both.");
        return DestinationRule.IsValid(conversation)
            ? null
            : DeliveryResult.Rejected(RejectionKind.Recipient, "The destination is neither the id of a conversation (C…, G…, D…) or a person (U…, W…) nor the name of a channel (#ops).");
    }

    private static Uri Method(Uri api, string name) => new(api.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + name);
}
