using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notifications.Handlebars.Helpers;

namespace Notifications.Handlebars.Compilation;

/// <summary>CommonMark to HTML and to plain text. HTML in it is shown as text; links lead to http, https, mailto and tel only.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = link.Url is { } url ? LinkFunctions.SafeUrl(url) ?? string.Empty : null;
        foreach (var link in document.Descendants<AutolinkInline>())
            link.Url = link.IsEmail ? link.Url : LinkFunctions.SafeUrl(link.Url) ?? string.Empty;
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    public static string ToPlainText(string markdown) => Markdown.ToPlainText(markdown, Pipeline);
}
