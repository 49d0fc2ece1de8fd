using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>Prints CommonMark for people who read text: without marks, but with the addresses of links, the numbers and dashes of lists, and bars between the cells of tables.</summary>
internal sealed class MarkdownPlainText(TextWriter writer)
{
    private string _indent = string.Empty;
    private string? _mark;
    private bool _isAtStart = true;
    private bool _hasText;

    /// <summary>Prints blocks, with an empty line between them unless they are a tight list's.</summary>
    public void WriteBlocks(ContainerBlock blocks, bool isTight = false)
    {
        RenderSession.CheckStack();
        var isFirst = true;
        foreach (var block in blocks)
        {
            if (block is LinkReferenceDefinitionGroup)
                continue;
            if (!isFirst && !isTight)
                EndLine();
            isFirst = false;
            WriteBlock(block);
        }
    }

    private void WriteBlock(Block block)
    {
        switch (block)
        {
            case Table table:
                foreach (var row in table.OfType<TableRow>())
                    WriteRow(row);
                break;
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                Indented("> ", "> ", () => WriteBlocks(quote));
                break;
            case ContainerBlock container:
                WriteBlocks(container);
                break;
            case ThematicBreakBlock:
                Write("---");
                EndLine();
                break;
            case LeafBlock { Inline: { } inline }:
                WriteInlines(inline);
                EndLine();
                break;
            case LeafBlock leaf:
                for (var i = 0; i < leaf.Lines.Count; i++)
                {
                    Write(leaf.Lines.Lines[i].Slice.AsSpan());
                    EndLine();
                }

                break;
        }
    }

    private void WriteList(ListBlock list)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        var isFirst = true;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (!isFirst && list.IsLoose)
                EndLine();
            isFirst = false;
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            Indented(mark, new string(' ', mark.Length), () => WriteBlocks(item, isTight: !list.IsLoose));
        }
    }

    private void WriteRow(TableRow row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (i > 0)
                Write(" | ");
            foreach (var paragraph in ((TableCell)row[i]).OfType<LeafBlock>())
                WriteInlines(paragraph.Inline);
        }

        EndLine();
    }

    private void WriteInlines(ContainerInline? inlines)
    {
        if (inlines is null)
            return;
        RenderSession.CheckStack();
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LinkInline link:
                    WriteLink(link);
                    break;
                case ContainerInline container:
                    WriteInlines(container);
                    break;
                case LiteralInline literal:
                    Write(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    Write(code.ContentSpan);
                    break;
                case AutolinkInline auto:
                    Write(auto.Url);
                    break;
                case HtmlEntityInline entity:
                    Write(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    EndLine();
                    break;
            }
        }
    }

    private void WriteLink(LinkInline link)
    {
        WriteInlines(link);
        if (link.Url is not { } url || LinkFunctions.SafeUrl(url) is not { } address)
            return;
        var label = link.FirstChild is LiteralInline { NextSibling: null } only ? only.Content.AsSpan() : [];
        if (!label.SequenceEqual(url) && !label.SequenceEqual(address) && !address.AsSpan().EndsWith($":{label}", StringComparison.Ordinal))
            Write(link.FirstChild is null ? address : $" ({address})");
    }

    private void Indented(string first, string others, Action write)
    {
        var (indent, mark) = (_indent, _mark);
        _mark = (_mark ?? _indent) + first;
        _indent += others;
        write();
        if (_mark is not null)
            EndLine();
        (_indent, _mark) = (indent, mark is null ? null : _mark);
    }

    private void Write(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        if (_isAtStart)
            BeginLine();
        writer.Write(text);
        _hasText = true;
    }

    private void BeginLine()
    {
        writer.Write(_mark ?? _indent);
        _mark = null;
        _isAtStart = false;
    }

    /// <summary>Ends a line; what has no text yet has no empty line before it.</summary>
    private void EndLine()
    {
        if (_mark is not null && _isAtStart)
            BeginLine();
        if (_hasText || !_isAtStart)
            writer.Write('\n');
        _isAtStart = true;
    }
}
