using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.PathStructure;
using HandlebarsDotNet.ValueProviders;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary><c>each</c> over lists and objects; anything else counts as empty, as in handlebars.js. Every turn is a step.</summary>
internal sealed class ValueIterator : IIterator
{
    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly PathInfo Unnamed = "[ ]";
    private static readonly ValueIterator Instance = new();

    public static void Run(BindingContext context, EncodedTextWriter writer, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty) =>
        Instance.Iterate(writer, context, blockParamsVariables, input, template, ifEmpty);

    public void Iterate(
        in EncodedTextWriter writer, BindingContext context, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty)
    {
        var names = input is TemplateObject members ? members.Names.ToArray() : null;
        var count = names?.Length ?? (input as TemplateList)?.Count ?? 0;
        if (count == 0)
        {
            ifEmpty(writer, context);
            return;
        }

        var session = RenderSession.Current;
        session?.EnterBlock();
        using var frame = context.CreateFrame();
        var values = new IteratorValues(frame);
        var parameters = new BlockParamsValues(frame, blockParamsVariables);
        parameters.CreateProperty(0, out var first);
        parameters.CreateProperty(1, out var second);
        for (var i = 0; i < count; i++)
        {
            session?.Step();
            object? value;
            object index = (long)i;
            if (names is null)
                value = ((TemplateList)input)[i];
            else
                ((TemplateObject)input).TryGet(names[i], out value);
            if (value is null && i == 0)
                Prime(frame, input);
            values.Index = index;
            values.Key = names is null ? index : names[i];
            values.First = i == 0 ? True : False;
            values.Last = i == count - 1 ? True : False;
            values.Value = value;
            parameters[first] = value;
            parameters[second] = names is null ? index : names[i];
            frame.Value = value;
            template(writer, frame);
        }

        session?.LeaveBlock();
    }

    /// <summary>Has the frame ask our accessor: it keeps what it finds for the first value that it is asked about, and for null there is none.</summary>
    private static void Prime(BindingContext frame, object input)
    {
        frame.Value = input;
        PathResolver.ResolvePath(frame, Unnamed);
    }
}
