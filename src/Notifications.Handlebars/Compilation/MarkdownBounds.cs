using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;

namespace Notifications.Handlebars.Compilation;

/// <summary>Keeps the parse of Markdown within the bounds of the message: the library itself takes the square of the length for some texts, and cannot be stopped from outside.</summary>
internal sealed class MarkdownBounds : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Replace<ParagraphBlockParser>(new MarkdownParagraphs());
        pipeline.BlockParsers.Insert(0, new MarkdownLineStep());
        pipeline.InlineParsers.Insert(0, new MarkdownInlineStep());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        // What is printed is bounded by the writer.
    }
}
