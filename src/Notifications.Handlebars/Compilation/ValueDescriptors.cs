using System.Collections;
using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet.ObjectDescriptors;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>Answers for every type before the library's own descriptors are asked, so that none of them reads an object by reflection.</summary>
/// <param name="names">The names that the text mentions. What a partial inherits is limited to these: the library remembers every name it is told, and payloads have endless names.</param>
internal sealed class ValueDescriptors(IReadOnlySet<string> names) : IObjectDescriptorProvider
{
    private static readonly ValueAccessor Accessor = new();
    private static readonly ValueIterator Iterator = new();

    public bool TryGetDescriptor(Type type, [MaybeNullWhen(false)] out ObjectDescriptor value)
    {
        value = new ObjectDescriptor(type, Accessor, (_, instance) => Properties(instance), static _ => Iterator);
        return true;
    }

    private IEnumerable Properties(object instance) => instance switch
    {
        TemplateObject members => names.Where(name => ValueAccessor.TryGet(members, name, out _)).ToArray(),
        IReadOnlyDictionary<string, object> arguments => arguments.Keys,
        _ => Array.Empty<string>(),
    };
}
