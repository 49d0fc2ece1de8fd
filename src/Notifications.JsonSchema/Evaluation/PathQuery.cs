namespace Notifications.JsonSchema.Evaluation;

/// <summary>A question about a place in any value: the first names of a path, and what was found there.</summary>
internal sealed class PathQuery(IReadOnlyList<string> path, int length, QueryBudget budget)
{
    /// <summary>How many names of the path lead to the place.</summary>
    public int Length => length;

    /// <summary>What the whole question may take.</summary>
    public QueryBudget Budget => budget;

    /// <summary>The names that are declared at the place.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Names at the place are described as a whole, by patterns or a schema for all others.</summary>
    public bool HasOthers { get; set; }

    public string this[int index] => path[index];

    /// <summary>The same question for as many names as another place has.</summary>
    public PathQuery To(int other) => new(path, other, budget);
}
