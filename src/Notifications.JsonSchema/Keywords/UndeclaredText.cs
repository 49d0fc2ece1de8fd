using Notifications.Spelling;

namespace Notifications.JsonSchema.Keywords;

/// <summary>Says of a name that the schema does not have it, and which was probably meant.</summary>
internal static class UndeclaredText
{
    public static string Of(string name, IReadOnlyCollection<string> declared)
    {
        if (declared.Count == 0)
            return "is not declared: remove it";
        return Suggestion.Closest(name, declared) is { } closest
            ? $"is not declared: did you mean '{closest}'? If not, remove it"
            : $"is not declared: there are {Suggestion.List(declared)}";
    }
}
