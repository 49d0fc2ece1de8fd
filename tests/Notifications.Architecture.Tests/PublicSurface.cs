using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Notifications.Architecture.Tests;

/// <summary>Writes down what an assembly shows to others: one line for each type and member, in a fixed order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(char)] = "char",
    };

    public static string Write(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeLine(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string TypeLine(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
            bases.Add(Name(parent));
        if (!type.IsEnum)
            bases.AddRange(type.GetInterfaces().Where(static i => i.IsVisible).Except(type.BaseType?.GetInterfaces() ?? []).Select(Name).Order(StringComparer.Ordinal));
        return $"{kind} {type.Namespace}.{Name(type)}{(bases.Count == 0 ? string.Empty : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                yield return $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (var field in type.GetFields(Declared).Where(static f => IsVisible(f.Attributes)))
            yield return field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = \"{field.GetRawConstantValue()}\"" : $"field {Name(field.FieldType)} {field.Name}";
        foreach (var constructor in type.GetConstructors(Declared).Where(static c => IsVisible(c)))
            yield return $"new({Parameters(constructor)})";
        foreach (var property in type.GetProperties(Declared))
        {
            if (PropertyLine(property) is { } line)
                yield return line;
        }

        foreach (var changed in type.GetEvents(Declared).Where(static e => IsVisible(e.AddMethod!)))
            yield return $"event {Name(changed.EventHandlerType!)} {changed.Name}";
        foreach (var method in type.GetMethods(Declared).Where(static m => IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            // What the compiler writes for a record follows from its properties.
            if (method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<', StringComparison.Ordinal))
                continue;
            var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : string.Empty;
            yield return $"{(method.IsStatic ? "static " : string.Empty)}{(method.IsAbstract && !type.IsInterface ? "abstract " : string.Empty)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
        }
    }

    private static string? PropertyLine(PropertyInfo property)
    {
        var getter = property.GetMethod is { } g && IsVisible(g) ? "get; " : string.Empty;
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var setter = property.SetMethod is { } s && IsVisible(s) ? (isInit ? "init; " : "set; ") : string.Empty;
        if (getter.Length + setter.Length == 0)
            return null;
        var accessor = property.GetMethod ?? property.SetMethod!;
        var modifiers = (accessor.IsStatic ? "static " : string.Empty) + (property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty)
            + (accessor.IsAbstract && !property.DeclaringType!.IsInterface ? "abstract " : string.Empty);
        var index = property.GetIndexParameters().Length == 0 ? string.Empty : $"[{string.Join(", ", property.GetIndexParameters().Select(static p => Name(p.ParameterType)))}]";
        return $"{modifiers}{Name(property.PropertyType)} {property.Name}{index} {{ {getter}{setter}}}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || (method.IsFamily && method.DeclaringType is { IsSealed: false }) || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public && (attributes & FieldAttributes.SpecialName) == 0;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
    {
        var kind = parameter.IsOut ? "out " : parameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : string.Empty;
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : string.Empty;
        return $"{kind}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name.Split('`')[0]}" : type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
