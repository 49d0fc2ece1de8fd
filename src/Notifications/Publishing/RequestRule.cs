using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Rendering;

namespace Notifications.Publishing;

/// <summary>What a request has to look like to be taken. Every refusal names the member, the limit and the fix.</summary>
internal static class RequestRule
{
    public static NotificationError? Check(NotificationRequest request, Channels channels, bool hasResolver, NotificationsOptions options) =>
        EventRule.CheckText("Subject", request.Subject, EventRule.MaxText)
        ?? EventRule.CheckBody("Body", request.Body, options.MaxBodyLength)
        ?? EventRule.CheckText("Category", request.Category, EventRule.MaxText)
        ?? EventRule.CheckText("CorrelationKey", request.CorrelationKey, EventRule.MaxText)
        ?? EventRule.CheckText("IdempotencyKey", request.IdempotencyKey, EventRule.MaxKey)
        ?? EventRule.CheckText("BatchId", request.BatchId, EventRule.MaxKey)
        ?? EventRule.CheckText("Template", request.Template, EventRule.MaxKey)
        ?? EventRule.CheckText("TenantId", request.TenantId, EventRule.MaxText)
        ?? EventRule.CheckText("TraceParent", request.TraceParent, EventRule.MaxText)
        ?? CheckLocale(request.Locale)
        ?? EventRule.CheckLabels("Metadata", request.Metadata)
        ?? EventRule.CheckData("Data", request.Data, options)
        ?? AttachmentRule.Check(string.Empty, request.Attachments, request.Addressing)
        ?? ActionRule.Check(string.Empty, request.Actions)
        ?? CheckNumbers(request)
        ?? CheckChannels(request, channels)
        ?? CheckRecipients(request, channels, hasResolver, options)
        ?? CheckContent(request, options);

    private static NotificationError? CheckLocale(string? locale) => locale is null || LanguageTagRule.IsTag(locale)
        ? null
        : new(NotificationErrorCode.InvalidAttribute,
            $"Locale '{EventRule.Shorten(locale)}' is no language tag (BCP 47, at most {LanguageTagRule.MaxLength} characters): write for example 'fr' or 'fr-CA', with a hyphen, or leave it out.");

    private static NotificationError? CheckNumbers(NotificationRequest request)
    {
        if (request.Priority > Priority.Critical)
            return Invalid($"Priority is {(int)request.Priority}: use Low (0) to Critical (3).");
        return request.Severity > Severity.Critical ? Invalid($"Severity is {(int)request.Severity}: use Info (0) to Critical (4).") : null;
    }

    private static NotificationError? CheckChannels(NotificationRequest request, Channels channels)
    {
        if (request.Channels is null)
            return Invalid("Channels is null: leave it out, or give an empty list.");
        foreach (var name in request.Channels.Concat(request.ContentByChannel?.Keys ?? []))
        {
            if (name is null)
                return Invalid("Channels[] has a null: leave it out.");
            if (channels.Find(name) is null)
            {
                return new(NotificationErrorCode.UnknownName,
                    $"There is no channel '{name}'. Configured: {string.Join(", ", channels.All.Select(static c => c.Name).Order(StringComparer.Ordinal))}.");
            }
        }

        return null;
    }

    private static NotificationError? CheckRecipients(NotificationRequest request, Channels channels, bool hasResolver, NotificationsOptions options)
    {
        if (request.Recipients is null)
            return Invalid("Recipients is null: leave it out, or give an empty list.");
        if (request.Recipients.Count == 0 && request.Channels.Count == 0)
            return Invalid("The request names neither recipients nor channels: add a recipient, or a channel that has a destination of its own.");
        if (request.Recipients.Count * Math.Max(1, request.Channels.Count) > options.MaxFanOut)
            return Invalid($"The request has {request.Recipients.Count} recipients on {request.Channels.Count} channels, at most {options.MaxFanOut} messages may come of one: send it in parts with one BatchId, or to a group or topic.");
        foreach (var recipient in request.Recipients)
        {
            if (recipient is null)
                return Invalid("Recipients[] has a null: leave it out.");
            if (EventRule.CheckText("Recipients[].Value", recipient.Value, EventRule.MaxText, required: true) is { } error)
                return error;
            if (recipient.Kind > RecipientKind.System)
                return Invalid($"A recipient's kind is {(int)recipient.Kind}: use Address (0) to System (5).");
            if (recipient.Kind == RecipientKind.Address && request.Channels.Count == 0)
                return Invalid($"An address alone does not say by which channel: name one in Channels.");
            if (recipient.Kind != RecipientKind.Address && !hasResolver)
                return Invalid($"A {recipient.Kind} needs an IRecipientResolver, and none is registered: register one, or send to addresses.");
        }

        if (request.Recipients.Count > 0)
            return null;
        foreach (var name in request.Channels)
        {
            if (!channels.Find(name)!.Traits.HasDefaultDestination)
                return Invalid($"Channel '{name}' has no destination of its own: add a recipient.");
        }

        return null;
    }

    private static NotificationError? CheckContent(NotificationRequest request, NotificationsOptions options)
    {
        foreach (var (channel, content) in request.ContentByChannel ?? new Dictionary<string, NotificationContent>())
        {
            if (content is null or { Subject: null } or { Text: null })
                return Invalid($"ContentByChannel[{channel}] has no content: give it a subject and a text.");
            var error = EventRule.CheckText($"ContentByChannel[{channel}].Subject", content.Subject, EventRule.MaxText)
                ?? EventRule.CheckBody($"ContentByChannel[{channel}].Text", content.Text, options.MaxBodyLength)
                ?? EventRule.CheckBody($"ContentByChannel[{channel}].Html", content.Html, options.MaxBodyLength)
                ?? EventRule.CheckBody($"ContentByChannel[{channel}].Markdown", content.Markdown, options.MaxBodyLength)
                ?? EventRule.CheckData($"ContentByChannel[{channel}].Blocks", content.Blocks, options)
                ?? AttachmentRule.Check($"ContentByChannel[{channel}].", content.Attachments, content.Addressing)
                ?? ActionRule.Check($"ContentByChannel[{channel}].", content.Actions);
            if (error is not null)
                return error;
        }

        return string.IsNullOrEmpty(request.Subject) && string.IsNullOrEmpty(request.Body) && request.ContentByChannel is not { Count: > 0 }
            && string.IsNullOrEmpty(request.Template)
            ? Invalid("The request has no content: set Subject, Body, ContentByChannel or Template.")
            : null;
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidRequest, message);
}
