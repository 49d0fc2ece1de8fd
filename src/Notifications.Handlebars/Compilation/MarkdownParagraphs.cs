using Markdig.Parsers;
using Markdig.Syntax;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>Bounds the paragraphs that may be definitions of links: the library takes the square of their lines, and can be stopped only before.</summary>
internal sealed class MarkdownParagraphs : ParagraphBlockParser
{
    internal const int MaxLines = 2_000;

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (block is ParagraphBlock { Lines.Count: >= MaxLines } paragraph && paragraph.Lines.Lines[0].Slice.CurrentChar == '[')
        {
            throw new RenderLimitException(
                TemplateErrorCode.TooMuchWork, $"a paragraph of Markdown that begins with '[' has more than {MaxLines:N0} lines: part it by empty lines, or write it as code");
        }

        return base.TryContinue(processor, block);
    }
}
