using HandlebarsDotNet;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>One text of a template, compiled.</summary>
/// <param name="format">What it is for.</param>
/// <param name="isMrkdwn">Blocks are Slack's.</param>
/// <param name="stack">How many bytes of stack it may need, see <see cref="StackRoom"/>.</param>
/// <param name="body">The library's.</param>
internal sealed class CompiledText(TextFormat format, bool isMrkdwn, int stack, HandlebarsTemplate<TextWriter, object, object> body)
{
    public TextFormat Format => format;

    /// <summary>Renders. What was printed is in the session's writer.</summary>
    public ReadOnlySpan<char> Render(RenderSession session, TemplateObject root)
    {
        session.BeginText(format, isMrkdwn);
        session.EnsureStack(stack);
        body(session.Writer, root, null!);
        return session.Writer.Written;
    }
}
