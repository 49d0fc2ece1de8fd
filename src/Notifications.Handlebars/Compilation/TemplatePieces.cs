using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>The compiled pieces of a text, or of what a block or part holds. Run one after the other, when the stack has room for one.</summary>
internal sealed class TemplatePieces(TemplateDelegate[] pieces)
{
    public void Run(EncodedTextWriter writer, BindingContext context)
    {
        RenderSession.CheckStack();
        foreach (var piece in pieces)
            piece(writer, context);
    }
}
