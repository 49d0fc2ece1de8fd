using System.Text.Json;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>A template for one channel and language, compiled.</summary>
internal sealed class CompiledTemplate(TemplateDocument document, CompiledText?[] texts, Locale? locale)
{
    private const int MaxSubject = 256;

    private bool _used = true;

    public TemplateDocument Document => document;

    /// <summary>The language of the texts where it is the host's, since there are none in the recipient's; else null.</summary>
    public Locale? Locale => locale;

    /// <summary>Takes the mark that somebody has used it.</summary>
    public bool TakeUsed()
    {
        var used = _used;
        _used = false;
        return used;
    }

    /// <summary>Renders all texts.</summary>
    /// <exception cref="TemplateException">One of them fails.</exception>
    public NotificationContent Render(RenderSession session, TemplateContext context, BrandObject brand)
    {
        if (!_used)
            _used = true;
        var root = session.Root.Reset(context, document, brand);
        CheckRequired(root);
        string? subject = null, text = null;
        if (Find(TextFormat.Subject) is { } subjectText)
            subject = OneLine(Run(session, subjectText, root));
        if (Find(TextFormat.Text) is { } plainText)
            text = Run(session, plainText, root).ToString();
        var html = Find(TextFormat.Html) is { } htmlText ? Run(session, htmlText, root).ToString() : null;
        var markdown = Find(TextFormat.Markdown) is { } markdownText ? Run(session, markdownText, root).ToString() : null;
        if (markdown is not null && (text is null || html is null))
            Print(session, markdown, ref text, ref html);
        var blocks = Find(TextFormat.Blocks) is { } blocksText ? Blocks(Run(session, blocksText, root).ToString()) : null;
        if (blocks is null && string.IsNullOrWhiteSpace(text) && string.IsNullOrWhiteSpace(html))
            throw new TemplateException(document.Name, new TemplateProblem(TemplateErrorCode.NoText, "there is nothing in it for this event: look which values it reads, or declare them as variables"));
        text ??= string.Empty;
        if (string.IsNullOrWhiteSpace(subject))
            subject = OneLine(FirstLine(text));
        return new NotificationContent
        {
            Subject = subject.Length > 0 ? subject : OneLine(context.Event.Subject ?? context.Event.Type),
            Text = text,
            Html = html,
            Markdown = markdown,
            Blocks = blocks,
        };
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = text.IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    private CompiledText? Find(TextFormat format) => texts[(int)format];

    private ReadOnlySpan<char> Run(RenderSession session, CompiledText text, RootObject root)
    {
        try
        {
            return text.Render(session, root);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Failure(error, text.Format);
        }
    }

    /// <summary>Makes of Markdown what the template does not have: the text, the HTML.</summary>
    private void Print(RenderSession session, string markdown, ref string? text, ref string? html)
    {
        try
        {
            session.BeginText(TextFormat.Markdown);
            var parsed = MarkdownText.Parse(session, markdown);
            if (text is null)
            {
                MarkdownText.WritePlainText(parsed, session.Writer);
                text = session.Writer.ToString();
            }

            if (html is not null)
                return;
            session.BeginText(TextFormat.Markdown);
            MarkdownText.WriteHtml(parsed, session.Writer);
            html = session.Writer.ToString();
        }
        catch (ArgumentException error)
        {
            throw new TemplateException(document.Name, new TemplateProblem(
                TemplateErrorCode.TooMuchWork, $"the Markdown is nested too deep: nest lists, quotes, links and emphasis less ({error.Message})", "markdown"), error);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Failure(error, TextFormat.Markdown);
        }
    }

    private TemplateException Failure(Exception error, TextFormat format)
    {
        var cause = error;
        while (cause is not RenderLimitException && cause.InnerException is { } inner)
            cause = inner;
        var code = cause is RenderLimitException limit ? limit.Code : TemplateErrorCode.Failed;
        return new TemplateException(document.Name, new TemplateProblem(code, cause.Message, format.ToString().ToLowerInvariant()), error);
    }

    private void CheckRequired(RootObject root)
    {
        foreach (var variable in document.Variables)
        {
            if (variable.Required && variable.Default is null && !(root.TryGetGiven(variable.Name, out var value) && value is not null))
            {
                throw new TemplateException(document.Name, new TemplateProblem(
                    TemplateErrorCode.MissingVariable, $"the variable '{variable.Name}' is required and has no value: give it in the event's data or labels, or in the rule's TemplateVariables"));
            }
        }
    }

    private EventData Blocks(string json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return EventData.FromJson(json);
        }
        catch (JsonException error)
        {
            throw new TemplateException(document.Name, new TemplateProblem(
                TemplateErrorCode.InvalidBlocks, $"the blocks are no JSON once they are filled: {error.Message}. Quote values, or write {{{{json value}}}} without quotes", "blocks"), error);
        }
    }

    /// <summary>One line of at most 256 characters: what breaks lines or is no character becomes a space.</summary>
    private static string OneLine(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length <= MaxSubject && !text.ContainsAnyInRange('\0', '\u001F') && !text.ContainsAnyInRange('\u007F', '\u009F') && !text.ContainsAny('\u2028', '\u2029'))
            return text.ToString();
        var line = string.Create(Math.Min(text.Length, MaxSubject * 4), text, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
        });
        return RuneText.CutRunes(line, MaxSubject, "…");
    }
}
