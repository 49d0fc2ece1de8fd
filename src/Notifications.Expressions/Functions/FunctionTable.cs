using System.Collections.Frozen;

namespace Notifications.Expressions.Functions;

/// <summary>All functions, by name and by whether they are called on a receiver.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<(string Name, bool IsMethod), Overload[]> s_functions = Build();

    public static IEnumerable<string> Names => s_functions.Keys.Select(static k => k.Name).Distinct();

    public static Overload[]? Find(string name, bool isMethod) => s_functions.GetValueOrDefault((name, isMethod));

    private static FrozenDictionary<(string Name, bool IsMethod), Overload[]> Build()
    {
        var functions = new Dictionary<(string, bool), Overload[]>();
        SizeFunctions.AddTo(functions);
        ConversionFunctions.AddTo(functions);
        StringFunctions.AddTo(functions);
        SearchFunctions.AddTo(functions);
        TimeFunctions.AddTo(functions);
        return functions.ToFrozenDictionary();
    }
}
