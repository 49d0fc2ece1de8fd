using System.Text.Json;

namespace Notifications.JsonSchema.Evaluation;

/// <summary>A schema or subschema, compiled. Its keywords are set once all references are known.</summary>
internal sealed class SchemaNode(string pointer)
{
    private Keyword[] _keywords = [];
    private bool _tracksParts;

    public string Pointer => pointer;

    /// <summary>The schema <c>false</c>: nothing matches.</summary>
    public bool IsNever { get; init; }

    public IReadOnlyList<Keyword> Keywords => _keywords;

    public void Complete(List<Keyword> keywords)
    {
        // Stable: those that look at what is left come last, the others stay in their order.
        _keywords = [.. keywords.Where(static k => !k.IsLast), .. keywords.Where(static k => k.IsLast)];
        _tracksParts = keywords.Exists(static k => k.IsLast);
    }

    public bool Evaluate(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (IsNever)
            return !evaluator.IsSilent && evaluator.Report("false", "is not allowed here: remove it");
        if (_keywords.Length == 0)
            return true;
        if (!evaluator.TryEnter())
            return false;
        var own = _tracksParts ? EvaluatedParts.Of(value) : parts;
        var isMatch = true;
        foreach (var keyword in _keywords)
        {
            if (keyword.Check(value, evaluator, own))
                continue;
            isMatch = false;
            if (evaluator.IsSilent || evaluator.IsFull)
                break;
        }

        evaluator.Leave();
        if (isMatch && _tracksParts)
            parts?.Add(own!);
        return isMatch;
    }

    /// <summary>Evaluates where a failure is no failure of the whole: what it looked at counts only when it matches.</summary>
    public bool EvaluateBranch(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        evaluator.Silence++;
        var own = parts?.Fresh();
        var isMatch = Evaluate(value, evaluator, own);
        evaluator.Silence--;
        if (isMatch && own is not null)
            parts!.Add(own);
        return isMatch;
    }

    public JsonKinds KindsAt(PathQuery query, int index)
    {
        if (IsNever)
            return JsonKinds.None;

        // What is not looked at may be anything: an answer that accuses nobody.
        var kinds = JsonKinds.Any;
        if (_keywords.Length == 0 || !query.Budget.TryEnter())
            return kinds;
        foreach (var keyword in _keywords)
            kinds &= keyword.KindsAt(query, index);
        query.Budget.Leave();
        return kinds;
    }

    public void CollectNames(PathQuery query, int index)
    {
        if (_keywords.Length == 0)
            return;
        if (!query.Budget.TryEnter())
        {
            query.HasOthers = true;
            return;
        }

        foreach (var keyword in _keywords)
            keyword.CollectNames(query, index);
        query.Budget.Leave();
    }
}
