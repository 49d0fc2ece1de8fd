namespace Notifications.JsonSchema.Evaluation;

/// <summary>What a question about a path may take. References can lead to one subschema in 2^40 ways, and a chain of them deeper than the stack is.</summary>
internal sealed class QueryBudget
{
    private const int MaxDepth = 256;
    private const int MaxSteps = 100_000;

    private int _depth;
    private int _steps;

    /// <summary>Enters a schema; false when there is nothing left for it. Whoever was let in leaves again.</summary>
    public bool TryEnter()
    {
        if (_depth >= MaxDepth || _steps >= MaxSteps)
            return false;
        _depth++;
        _steps++;
        return true;
    }

    public void Leave() => _depth--;
}
