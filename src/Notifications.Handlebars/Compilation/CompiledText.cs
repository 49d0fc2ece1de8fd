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
        try
        {
            body(session.Writer, root, null!);
        }
        catch (Exception) when (session.HasFailed)
        {
            // It followed from what was noted first.
        }

        session.ThrowIfFailed();
        return session.Writer.Written;
    }
}
