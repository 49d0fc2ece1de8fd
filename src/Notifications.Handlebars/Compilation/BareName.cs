using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary><c>{{name}}</c>, the most frequent tag: a member of what is spoken of, or nothing. The library would look for a helper, a loop's own value and a mark on the text, too.</summary>
/// <param name="name">The name.</param>
/// <param name="library">What the library does with it, where no object of ours is spoken of.</param>
internal sealed class BareName(string name, LateBindHelperDescriptor library) : IHelperDescriptor<HelperOptions>
{
    public PathInfo Name => library.Name;

    public object? Invoke(in HelperOptions options, in Context context, in Arguments arguments)
    {
        if (arguments.Length > 0 || options.Frame.Value is not TemplateObject members)
            return library.Invoke(options, context, arguments);
        return ValueAccessor.TryGet(members, name, out var value) ? value : null;
    }

    public void Invoke(in EncodedTextWriter output, in HelperOptions options, in Context context, in Arguments arguments)
    {
        var value = Invoke(options, context, arguments);
        if (value is string text)
            output.Write(text, encode: true);
        else
            output.Write(value);
    }
}
