using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>A helper as the library calls it.</summary>
internal sealed class HelperFunction(string name, TemplateFunction helper) : IHelperDescriptor<HelperOptions>
{
    public PathInfo Name { get; } = name;

    public object? Invoke(in HelperOptions options, in Context context, in Arguments arguments)
    {
        var session = RenderSession.Current ?? throw new InvalidOperationException("A helper runs only while a template is rendered.");
        session.Step();

        // Without arguments none of them has anything to say: it is a value that has a helper's name.
        if (arguments.Length == 0)
            return ValueAccessor.TryGet(options.Frame.Value, name, out var value) ? value : null;
        try
        {
            return helper(session, new HelperArguments(name, arguments));
        }
        catch (RenderLimitException error) when (error.Code == TemplateErrorCode.Failed && HelperArguments.TryGetDefault(arguments, out var otherwise))
        {
            return otherwise;
        }
    }

    public void Invoke(in EncodedTextWriter output, in HelperOptions options, in Context context, in Arguments arguments) =>
        output.Write(Invoke(options, context, arguments));
}
