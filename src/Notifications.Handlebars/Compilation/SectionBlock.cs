using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>Sections, <c>{{#name}}…{{/name}}</c>: lists are looped over; nothing, null and false show the other part; all else, 0 and "" too, is spoken of, as in handlebars.js.</summary>
internal sealed class SectionBlock : IHelperDescriptor<BlockHelperOptions>
{
    private static readonly ValueIterator Iterator = new();

    public PathInfo Name { get; } = "blockHelperMissing";

    public object? Invoke(in BlockHelperOptions options, in Context context, in Arguments arguments) => throw new InvalidOperationException("A block prints; it has no value.");

    public void Invoke(in EncodedTextWriter output, in BlockHelperOptions options, in Context context, in Arguments arguments)
    {
        var session = RenderSession.Current;
        session?.Step();
        var value = PathResolver.ResolvePath(options.Frame, options.Name);
        switch (value)
        {
            case true:
                options.Template(output, options.Frame);
                break;
            case null or false or UndefinedBindingResult:
                options.Inverse(output, options.Frame);
                break;
            case TemplateList list:
                var block = options;
                Iterator.Iterate(
                    output, options.Frame, options.BlockVariables, list,
                    (EncodedTextWriter writer, BindingContext frame) => block.Template(writer, frame),
                    (EncodedTextWriter writer, BindingContext frame) => block.Inverse(writer, frame));
                break;
            default:
                session?.EnterBlock();
                using (var frame = options.CreateFrame(value))
                {
                    var parameters = frame.BlockParams(options.BlockVariables);
                    parameters[0] = value;
                    options.Template(output, frame);
                }

                session?.LeaveBlock();

                break;
        }
    }
}
