using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>CommonMark to HTML and to plain text. HTML in it is shown as text; links lead to http, https, mailto and tel only.</summary>
internal static class MarkdownText
{
    /// <summary>The parser takes time with the square of some of these; with so many it takes some tens of milliseconds.</summary>
    private const int MaxMarks = 4_000;

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("[]<`*_~!&\\|");

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Makes HTML.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="maxLength">The longest result.</param>
    /// <exception cref="RenderLimitException">It has too many marks, or gives too much.</exception>
    public static string ToHtml(string markdown, int maxLength)
    {
        var document = Parse(markdown);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = link.Url is { } url ? LinkFunctions.SafeUrl(url) ?? string.Empty : null;
        foreach (var link in document.Descendants<AutolinkInline>())
            link.Url = link.IsEmail ? link.Url : LinkFunctions.SafeUrl(link.Url) ?? string.Empty;
        using var writer = new BoundedWriter();
        writer.Reset(maxLength);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Makes plain text.</summary>
    /// <inheritdoc cref="ToHtml"/>
    public static string ToPlainText(string markdown, int maxLength)
    {
        var document = Parse(markdown);
        using var writer = new BoundedWriter();
        writer.Reset(maxLength);
        var renderer = new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private static MarkdownDocument Parse(string markdown)
    {
        var marks = 0;
        for (var rest = markdown.AsSpan(); rest.IndexOfAny(Marks) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (++marks > MaxMarks)
                throw new RenderLimitException(TemplateErrorCode.TooMuchWork, $"the Markdown has more than {MaxMarks:N0} of the characters {"[]<`*_~!&\\|"}: make it shorter, or write HTML");
        }

        return Markdown.Parse(markdown, Pipeline);
    }
}
