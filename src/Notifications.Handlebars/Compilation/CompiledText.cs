using HandlebarsDotNet;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>One text of a template, compiled.</summary>
internal sealed class CompiledText(TextFormat format, bool isMrkdwn, HandlebarsTemplate<TextWriter, object, object> body)
{
    public TextFormat Format => format;

    /// <summary>Renders. What was printed is in the session's writer.</summary>
    public ReadOnlySpan<char> Render(RenderSession session, TemplateObject root)
    {
        session.BeginText(format, isMrkdwn);
        body(session.Writer, root, null!);
        return session.Writer.Written;
    }
}
