using System.Text;
using HandlebarsDotNet;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Escaping;

/// <summary>Writes values so that they are nothing but text where they stand.</summary>
internal abstract class Escape : ITextEncoder
{
    public static Escape For(TextFormat format, bool isMrkdwn) => format switch
    {
        TextFormat.Html => new HtmlEscape(),
        TextFormat.Markdown => new MarkdownEscape(),
        TextFormat.Blocks => isMrkdwn ? new MrkdwnEscape() : new JsonEscape(),
        _ => new PlainEscape(),
    };

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        if (string.IsNullOrEmpty(text))
            return;
        if (RenderSession.Current is { } session)
        {
            session.Step();
            session.Work(text.Length);
        }

        var rest = Begin(text, target);
        for (var at = IndexOfSpecial(rest); at >= 0; at = IndexOfSpecial(rest))
        {
            target.Write(rest[..at]);
            Write(rest[at], target);
            rest = rest[(at + 1)..];
        }

        target.Write(rest);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var whole = new StringBuilder();
        while (text is not null && text.MoveNext())
            whole.Append(text.Current);
        Encode(whole.ToString(), target);
    }

    /// <summary>What is written of a value, where its beginning means something that depends on what stands before it.</summary>
    protected virtual ReadOnlySpan<char> Begin(string text, TextWriter target) => text;

    protected abstract int IndexOfSpecial(ReadOnlySpan<char> text);

    protected abstract void Write(char special, TextWriter target);
}
