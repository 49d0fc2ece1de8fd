using Markdig.Helpers;
using Markdig.Parsers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>Counts the characters that mean something within a line; takes none.</summary>
internal sealed class MarkdownInlineStep : InlineParser
{
    public MarkdownInlineStep() => OpeningCharacters = ['[', ']', '!', '*', '_', '`', '<', '&', '\\', '|', '\n'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        RenderSession.Current?.StepInto();
        return false;
    }
}
