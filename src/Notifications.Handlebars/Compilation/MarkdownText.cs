using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>CommonMark to HTML and to plain text, within the bounds of the message. HTML in it is shown as text; links lead to http, https, mailto and tel only.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Use<MarkdownBounds>().Build();

    /// <summary>Parses.</summary>
    /// <exception cref="RenderLimitException">It takes too long.</exception>
    /// <exception cref="ArgumentException">It is nested too deep for the library.</exception>
    public static MarkdownDocument Parse(RenderSession session, string markdown)
    {
        session.Work(markdown.Length);
        var document = Markdown.Parse(markdown, Pipeline);
        session.CheckTime();
        return document;
    }

    /// <summary>Prints as HTML.</summary>
    public static void WriteHtml(MarkdownDocument document, TextWriter writer)
    {
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = link.Url is { } url ? LinkFunctions.SafeUrl(url) ?? string.Empty : null;
        foreach (var link in document.Descendants<AutolinkInline>())
            link.Url = link.IsEmail ? link.Url : LinkFunctions.SafeUrl(link.Url) ?? string.Empty;
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
    }

    /// <summary>Prints as plain text.</summary>
    public static void WritePlainText(MarkdownDocument document, TextWriter writer) => new MarkdownPlainText(writer).WriteBlocks(document);
}
