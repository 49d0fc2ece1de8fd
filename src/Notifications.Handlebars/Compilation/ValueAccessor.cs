using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>Reads members of values: of the types that templates see, and of nothing else. There is no reflection.</summary>
internal sealed class ValueAccessor : IMemberAccessor
{
    public bool TryGetValue(object instance, ChainSegment memberName, out object? value) => TryGet(instance, memberName.TrimmedValue, out value);

    public static bool TryGet(object? instance, string name, out object? value)
    {
        var session = RenderSession.Current;
        session?.Step();
        value = null;
        switch (instance)
        {
            case TemplateObject members:
                if (!members.TryGet(name, out value))
                    return false;

                // A text of the payload is decoded anew each time.
                if (value is string found)
                    session?.Work(found.Length);
                return true;
            case TemplateList list when name == "length":
                value = (long)list.Count;
                return true;
            case TemplateList list:
                if (!int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) || index >= list.Count)
                    return false;
                session?.Work(list.Count);
                value = list[index];
                return true;
            case string text when name == "length":
                value = (long)text.Length;
                return true;
            case IReadOnlyDictionary<string, object> arguments:
                return arguments.TryGetValue(name, out value);
            default:
                return false;
        }
    }
}
