using Markdig.Parsers;
using Markdig.Syntax;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>Counts the lines and the openings of blocks; opens none.</summary>
internal sealed class MarkdownLineStep : BlockParser
{
    public MarkdownLineStep() => OpeningCharacters = ['#', '>', '-', '+', '*', '_', '`', '~', '=', '|', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '[', ' ', '\t', '<'];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        RenderSession.Current?.StepInto();
        return BlockState.None;
    }
}
