namespace Notifications.Expressions.Binding;

/// <summary>
/// The declared variables. A dotted name such as <c>event.type</c> is one variable; <c>event</c> alone is then an object with fields.
/// </summary>
internal sealed class NameTable(IReadOnlyDictionary<string, Variable> variables, string container)
{
    /// <summary>Finds a name as CEL resolves it: within the container first, then outwards to the root.</summary>
    public Variable? Find(string name, bool isRooted) => First(name, isRooted, n => variables.GetValueOrDefault(n));

    /// <summary>The fields of an object; empty where <paramref name="name"/> is none.</summary>
    public string[] FieldsOf(string name, bool isRooted) => First(name, isRooted, n => FieldsOf(n) is { Length: > 0 } fields ? fields : null) ?? [];

    /// <summary>The names that an expression may start with.</summary>
    public IEnumerable<string> Roots() => variables.Keys.Concat(FieldsOf(container)).Select(static n => n.Split('.')[0]).Distinct();

    private string[] FieldsOf(string name)
    {
        var prefix = name + ".";
        return variables.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .Select(k => k[prefix.Length..].Split('.')[0]).Distinct().ToArray();
    }

    private T? First<T>(string name, bool isRooted, Func<string, T?> find)
        where T : class
    {
        for (var scope = isRooted ? "" : container; scope.Length > 0; scope = scope[..Math.Max(scope.LastIndexOf('.'), 0)])
        {
            if (find($"{scope}.{name}") is { } found)
                return found;
        }

        return find(name);
    }
}
