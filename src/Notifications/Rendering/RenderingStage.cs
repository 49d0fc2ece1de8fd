using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Rendering;

/// <summary>Makes the content of a message before it is queued, so that all attempts send the same bytes.</summary>
internal sealed class RenderingStage(EngineContext engine)
{
    private const int MaxDetail = 300;

    /// <summary>Renders with the host's template engine; null when the plain text serves, which is made of the stored event when it is read.</summary>
    public ContentRecord? Render(Step step, in MatchContext match, ChannelRuntime channel)
    {
        if (engine.Templates is null && match.Rule is null or { Actions.Length: 0 })
            return null;
        foreach (ref readonly var rendered in CollectionsMarshal.AsSpan(step.Rendered))
        {
            if (rendered.IsOf(match, channel.Name))
                return rendered.Content;
        }

        var given = match.Content is { Content.Actions: { Count: > 0 } actions } ? actions : null;
        var ofRule = given is null ? FindActions(match) : [];
        var made = engine.Templates is { } templates ? Render(templates, step, match, channel, given ?? ofRule) : null;
        if (ofRule.Count > 0 && (made is null or { Actions.Count: 0 }))
            made = (made ?? PlainText.RenderText(match.Event, match.Aggregate)) with { Actions = ofRule };
        var content = Record(step, made);
        step.Rendered.Add(new RenderedContent(match.Event, match.Aggregate, match.Rule, match.Template, channel.Name, match.Locale, match.TimeZone, content));
        return content;
    }

    /// <summary>Marks the content of an exercise, whoever made it; a fan-out shares it.</summary>
    public ContentRecord Mark(Step step, in MatchContext match, ContentRecord? content)
    {
        var locale = match.Locale ?? engine.Current.Engine.DefaultLocale;
        var shown = content?.Content ?? PlainText.RenderText(match.Event, match.Aggregate);
        var marked = DrillMark.Apply(shown, locale);
        if (content is not null && ReferenceEquals(marked, shown))
            return content;
        if (step.Marked is { } last && last.Content.Equals(marked))
            return last;
        var record = new ContentRecord(engine.Ids.Next(), marked);
        step.Batch.Add(record);
        return step.Marked = record;
    }

    private IReadOnlyList<NotificationAction> FindActions(in MatchContext match)
    {
        if (match.Rule is not { Actions: { Length: > 0 } actions })
            return [];
        var shown = ActionPlan.For(actions, match.Event, out var problems);
        if (problems is not null)
            Report(match.RuleName ?? string.Empty, problems);
        return shown;
    }

    private void Report(string rule, List<string> problems)
    {
        engine.Counters.Add(Tracking.Counter.ActionErrors, problems.Count);
        if (engine.LogPace.IsTime(nameof(ActionPlan) + rule, engine.NowTicks()))
            engine.Log.ActionLeftOut(rule, string.Join("; ", problems));
    }

    private ContentRecord? Record(Step step, NotificationContent? content)
    {
        if (content is null)
            return null;
        var record = new ContentRecord(engine.Ids.Next(), content);
        step.Batch.Add(record);
        return record;
    }

    private NotificationContent? Render(ITemplateEngine templates, Step step, in MatchContext match, ChannelRuntime channel, IReadOnlyList<NotificationAction> actions)
    {
        NotificationContent? content;
        var template = match.Template ?? match.Rule?.Template ?? TemplateOfType(match, channel);
        try
        {
            content = templates.Render(new TemplateContext
            {
                Event = match.Event,
                Channel = channel.Name,
                ChannelType = channel.Traits.Type,
                Template = template,
                Variables = match.Rule?.TemplateVariables ?? LabelSet.Empty,
                Actions = actions,
                Aggregate = match.Aggregate is { Count: > 1 } several ? several : null,
                Locale = match.Locale ?? engine.Current.Engine.DefaultLocale,
                TimeZone = match.TimeZone,
                AcceptedAt = new DateTimeOffset(match.AcceptedTicks, TimeSpan.Zero),
                Now = match.SendAtTicks > step.NowTicks ? new DateTimeOffset(match.SendAtTicks, TimeSpan.Zero) : step.Now,
            });
            if (content is null)
                return null;
            Check(content);
            if (string.IsNullOrWhiteSpace(content.Subject))
                content = content with { Subject = PlainText.RenderText(match.Event, match.Aggregate).Subject };

            // What travels with a request's text travels with what its template makes.
            if (match.Content is { Content: var given })
                content = content with { Attachments = given.Attachments, Addressing = given.Addressing, Actions = given.Actions.Count > 0 ? given.Actions : content.Actions };
            return content;
        }
#pragma warning disable CA1031 // A template that fails never loses the notification: the default text goes out, and the error is reported.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Counters.Add(Tracking.Counter.TemplateErrors);
            engine.Log.TemplateFailed(
                match.RuleName is { } name ? $"rule {name}" : "a request", new NotificationId(match.EventNumber, new DateTimeOffset(match.AcceptedTicks, TimeSpan.Zero)), channel.Name,
                match.Event.TenantId, template, match.Locale, error);
            step.Trace(match.EventNumber, match.RuleName, DecisionReason.TemplateFailed, channel.Name, detail: Cut(error.Message));
            return null;
        }
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxDetail)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxDetail - 2]) ? MaxDetail - 2 : MaxDetail - 1)] + "…";
    }

    private string? TemplateOfType(in MatchContext match, ChannelRuntime channel) =>
        match.IsRequest ? null : engine.Current.KnownTypes.Find(match.Event.Type)?.TemplateFor(channel.Name, channel.Traits.Type);

    // What a template makes is stored and sent as it is: what no store can write and no provider can read is a failure of the template.
    private static void Check(NotificationContent content)
    {
        if (content is { Subject: null } or { Text: null })
            throw new InvalidOperationException("The template engine returned no content: return a subject and a text.");
        if (!IsWellFormed(content.Subject) || !IsWellFormed(content.Text) || (content.Html is { } html && !IsWellFormed(html))
            || (content.Markdown is { } markdown && !IsWellFormed(markdown)))
            throw new InvalidOperationException("The template engine returned invalid UTF-16: cut text between characters, not within one.");
        if ((AttachmentRule.Check(string.Empty, content.Attachments, content.Addressing) ?? ActionRule.Check(string.Empty, content.Actions)) is { } error)
            throw new InvalidOperationException("The template engine returned content that cannot be stored: " + error.Message);
    }

    private static bool IsWellFormed(string text) => EventRule.CheckBody(string.Empty, text, int.MaxValue) is null;

    /// <summary>What makes two messages the same to their destination.</summary>
    public static string ContentKey(in MatchContext match, string channel, string? destination, ContentRecord? content)
    {
        var shown = content?.Content ?? PlainText.RenderText(match.Event, match.Aggregate);
        var text = string.Join('\u001f', match.RuleName, match.Event.TenantId, channel, destination, shown.Subject, shown.Text, shown.Html, AttachmentKey(shown) + ActionKey(shown));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static string? ActionKey(NotificationContent content) =>
        content.Actions.Count == 0 ? null : "\u001d" + string.Join('\u001e', content.Actions.Select(static a => $"{a.Label}|{a.Url}|{a.Name}|{a.Value}"));

    private static string? AttachmentKey(NotificationContent content) =>
        content.Attachments.Count == 0 ? null : string.Join('\u001e', content.Attachments.Select(static a => $"{a.Name}|{a.Reference}|{Convert.ToHexStringLower(SHA256.HashData(a.Content.Span))}"));
}
