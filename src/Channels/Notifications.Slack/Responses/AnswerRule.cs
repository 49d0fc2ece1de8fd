using System.Text;
using System.Text.Json;

namespace Notifications.Slack.Responses;

/// <summary>What an answer of Slack means for the delivery. Slack answers 200 while it fails, so the body decides; of the body only a known word is ever shown.</summary>
internal static class AnswerRule
{
    /// <summary>The wait when Slack asks to slow down and does not say for how long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Judges an answer of the Web API.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="body">The body; null when it was too large.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> said.</param>
    /// <param name="ownChannel">It went to the channel of the options.</param>
    public static Judgement JudgeApi(int status, ReadOnlyMemory<byte>? body, TimeSpan? retryAfter, bool ownChannel)
    {
        if (status is < 200 or > 299)
            return Judgement.Final(ByStatus(status, retryAfter));
        if (body is not { } json || Read(json) is not { Ok: { } ok } answer)
            return Judgement.Final(DeliveryResult.Unknown(body is null ? "The answer of Slack is too large to be read" : "The answer of Slack is not what its Web API gives"));
        return ok ? Judgement.Success(answer.Channel, answer.Ts) : Judge(answer.Error, retryAfter, ownChannel);
    }

    /// <summary>Judges an answer to an incoming webhook: a word, or from what imitates Slack the JSON of the Web API.</summary>
    public static Judgement JudgeWebhook(int status, ReadOnlyMemory<byte>? body, TimeSpan? retryAfter, bool ownUrl)
    {
        var text = body is { Length: <= 4096 } bytes ? Encoding.UTF8.GetString(bytes.Span).Trim() : string.Empty;
        if (status == 429)
            return Judgement.Final(ByStatus(status, retryAfter));
        if (status == 410)
            return Judgement.Final(DeliveryResult.Gone($"Slack answered 410, {ErrorTable.Printable(text)}"));
        if (status is >= 200 and <= 299)
        {
            if (text == "ok" || (body is { } json && Read(json) is { Ok: true }))
                return Judgement.Final(DeliveryResult.Delivered());
            return body is { } failed && Read(failed) is { Ok: false } answer
                ? Judge(answer.Error, retryAfter, ownUrl)
                : Judgement.Final(DeliveryResult.Unknown("The answer is not what an incoming webhook of Slack gives"));
        }

        if (status is >= 300 and <= 399 or >= 500)
            return Judgement.Final(ByStatus(status, retryAfter));
        if (ErrorTable.IsKnown(text))
            return Judge(text, retryAfter, ownUrl);
        return Judgement.Final(status == 404 ? Refuse(ErrorClass.Destination, "an error without a readable name", ownUrl) : ByStatus(status, retryAfter));
    }

    private static Judgement Judge(string? error, TimeSpan? retryAfter, bool own)
    {
        var kind = ErrorTable.Find(error ?? string.Empty);
        var name = ErrorTable.Printable(error);
        return new Judgement(
            kind switch
            {
                ErrorClass.Retry => DeliveryResult.Retry($"Slack answered {name}", retryAfter),
                ErrorClass.Unknown => DeliveryResult.Unknown($"Slack answered {name}: part of it may have been done"),
                ErrorClass.Throttled => DeliveryResult.Throttled(retryAfter ?? Pause),
                ErrorClass.Gone => DeliveryResult.Gone($"Slack answered {name}: the channel is archived"),
                _ => Refuse(kind, name, own),
            },
            kind);
    }

    private static DeliveryResult Refuse(ErrorClass kind, string name, bool own) => kind switch
    {
        ErrorClass.Configuration => DeliveryResult.Rejected(RejectionKind.Configuration, $"Slack answered {name}{Fix(name)}"),
        ErrorClass.Destination => DeliveryResult.Rejected(own ? RejectionKind.Configuration : RejectionKind.Recipient, $"Slack answered {name}"),
        _ => DeliveryResult.Rejected(RejectionKind.Content, $"Slack answered {name}"),
    };

    private static string Fix(string name) => name switch
    {
        "not_in_channel" => "; invite the app to the channel, or give it the scope chat:write.public",
        "missing_scope" => "; give the app the scope chat:write and install it again",
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" or "invalid_token" => "; give the channel a valid BotToken or WebhookUrl",
        "no_service" or "no_service_id" or "no_team" or "no_active_hooks" => "; the webhook is gone, make a new one",
        _ => string.Empty,
    };

    private static DeliveryResult ByStatus(int status, TimeSpan? retryAfter) => status switch
    {
        429 => DeliveryResult.Throttled(retryAfter ?? Pause),
        408 or 425 or >= 500 => DeliveryResult.Retry($"Slack answered HTTP {status}", retryAfter),
        >= 300 and <= 399 => DeliveryResult.Rejected(RejectionKind.Configuration, $"HTTP {status}: redirects are not followed, give the final URL"),
        400 or 413 or 415 or 422 => DeliveryResult.Rejected(RejectionKind.Content, $"Slack answered HTTP {status}"),
        _ => DeliveryResult.Rejected(RejectionKind.Configuration, $"Slack answered HTTP {status}; check the URL and the credentials"),
    };

    private static ApiAnswer? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, SlackJsonContext.Default.ApiAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
