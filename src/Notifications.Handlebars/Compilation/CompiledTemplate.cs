using System.Text.Json;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>A template for one channel and language, compiled.</summary>
internal sealed class CompiledTemplate(TemplateDocument document, CompiledText?[] texts)
{
    private const int MaxSubject = 256;

    private bool _used = true;

    public TemplateDocument Document => document;

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
        text ??= markdown is null ? string.Empty : Convert(session, markdown, MarkdownText.ToPlainText);
        return new NotificationContent
        {
            Subject = subject ?? OneLine(FirstLine(text)),
            Text = text,
            Html = html ?? (markdown is null ? null : Convert(session, markdown, MarkdownText.ToHtml)),
            Markdown = markdown,
            Blocks = Find(TextFormat.Blocks) is { } blocks ? Blocks(Run(session, blocks, root).ToString()) : null,
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
            throw Failed(error, text.Format);
        }
    }

    // The library that reads Markdown has errors of its own, such as for what is nested too deep.
    private string Convert(RenderSession session, string markdown, Func<string, int, string> convert)
    {
        try
        {
            return convert(markdown, session.MaxOutput);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Failed(error, TextFormat.Markdown);
        }
    }

    private TemplateException Failed(Exception error, TextFormat format)
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
            if (variable.Required && variable.Default is null && !root.Has(variable.Name))
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
