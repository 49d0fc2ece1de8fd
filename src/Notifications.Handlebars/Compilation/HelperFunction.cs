using System.Text.Json;
using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>A helper as the library calls it.</summary>
internal sealed class HelperFunction(string name, TemplateFunction helper) : IHelperDescriptor<HelperOptions>
{
    /// <summary>The longest text that a helper gives.</summary>
    internal const int MaxLength = 1_000_000;

    private readonly bool _isAddress = name is "url" or "encode";

    public PathInfo Name { get; } = name;

    public object? Invoke(in HelperOptions options, in Context context, in Arguments arguments)
    {
        var session = RenderSession.Current ?? throw new InvalidOperationException("A helper runs only while a template is rendered.");
        session.Step();

        // Without arguments none of them has anything to say: it is a value that has a helper's name.
        if (arguments.Length == 0)
            return ValueAccessor.TryGet(options.Frame.Value, name, out var value) ? value : null;
        var total = 0;
        for (var i = 0; i < arguments.Length; i++)
            total += LengthOf(arguments[i]);
        session.Work(total);
        var result = Call(session, arguments);
        var length = LengthOf(result);
        if (length > MaxLength)
            throw new RenderLimitException(TemplateErrorCode.OutputTooLong, $"{name}: it gives more than {MaxLength:N0} characters: give it less");
        session.Work(length);
        return result;
    }

    public void Invoke(in EncodedTextWriter output, in HelperOptions options, in Context context, in Arguments arguments)
    {
        var result = Invoke(options, context, arguments);

        // In an address nothing formats, and what keeps Slack from formatting would make it another one.
        if (_isAddress && result is string address && RenderSession.Current is { IsMrkdwn: true })
            output.Write(JsonEncodedText.Encode(address).ToString(), encode: false);
        else
            output.Write(result);
    }

    private object? Call(RenderSession session, in Arguments arguments)
    {
        try
        {
            return helper(session, new HelperArguments(name, arguments));
        }
        catch (RenderLimitException error) when (error.Code == TemplateErrorCode.Failed && HelperArguments.TryGetDefault(arguments, out var otherwise))
        {
            return otherwise;
        }
    }

    private static int LengthOf(object? value) => value switch
    {
        string text => text.Length,
        SafeText safe => safe.Value.Length,
        _ => 0,
    };
}
