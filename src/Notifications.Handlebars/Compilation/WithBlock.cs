using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary><c>with</c>: 0 is something to speak of, as in handlebars.js.</summary>
internal sealed class WithBlock : IHelperDescriptor<BlockHelperOptions>
{
    public PathInfo Name { get; } = "with";

    public object? Invoke(in BlockHelperOptions options, in Context context, in Arguments arguments) => throw new InvalidOperationException("A block prints; it has no value.");

    public void Invoke(in EncodedTextWriter output, in BlockHelperOptions options, in Context context, in Arguments arguments)
    {
        var session = RenderSession.Current;
        session?.Step();
        if (arguments.Length != 1)
            throw new RenderLimitException(TemplateErrorCode.Failed, "with: give one value");
        var value = arguments[0];
        if (value is null or false or "" or UndefinedBindingResult or TemplateList { Count: 0 })
        {
            options.Inverse(output, options.Frame);
            return;
        }

        session?.EnterBlock();
        using var frame = options.CreateFrame(value);
        var parameters = frame.BlockParams(options.BlockVariables);
        parameters[0] = value;
        options.Template(output, frame);
        session?.LeaveBlock();
    }
}
