using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary><c>size(x)</c> and <c>x.size()</c>; of a string in code points.</summary>
internal static class SizeFunctions
{
    public static void AddTo(Dictionary<(string Name, bool IsMethod), Overload[]> functions)
    {
        Overload[] sizes =
        [
            new(CelType.Int, Size, CelType.String),
            new(CelType.Int, Size, CelType.Bytes),
            new(CelType.Int, Size, CelType.AnyList),
            new(CelType.Int, Size, CelType.AnyMap),
        ];
        functions.Add(("size", false), sizes);
        functions.Add(("size", true), sizes);
    }

    private static CelValue Size(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => CelValue.FromInt(arguments[0].Kind switch
    {
        CelKind.String => CodePoints.Count(arguments[0].Text),
        CelKind.Bytes => ((byte[])arguments[0].Content!).Length,
        CelKind.List => ListAccess.Count(arguments[0]),
        _ => MapAccess.Count(arguments[0]),
    });
}
