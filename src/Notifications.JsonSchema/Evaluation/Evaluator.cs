using System.Text.Json;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Evaluation;

/// <summary>One check of one value: how much work it was, where it is, and what was found.</summary>
/// <param name="most">How many violations are collected; 0 to learn only whether there is one.</param>
internal sealed class Evaluator(int most)
{
    private const int MaxSteps = 1_000_000;
    private const int MaxDepth = 256;

    private readonly List<SchemaViolation> _violations = [];
    private readonly List<string> _path = [];
    private int _steps;
    private int _depth;

    public IReadOnlyList<SchemaViolation> Violations => _violations;

    /// <summary>The check took too much work: what it says is not to be trusted.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>How many branches are being tried, whose failures are none of the whole.</summary>
    public int Silence { get; set; }

    public bool IsSilent => most == 0 || Silence > 0;

    public bool IsFull => IsExhausted || _violations.Count >= most;

    public bool TryEnter()
    {
        if (_depth >= MaxDepth)
            return Exhaust($"is deeper than {MaxDepth} schemas within one another, which is as far as it is checked");
        if (!TrySpend(1))
            return false;
        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    /// <summary>Takes note of work in proportion to the data.</summary>
    public bool TrySpend(int steps)
    {
        _steps += Math.Clamp(steps, 0, MaxSteps);
        return _steps <= MaxSteps ? !IsExhausted : Exhaust($"takes more than {MaxSteps:N0} steps to check: make it smaller");
    }

    /// <summary>Notes a violation here. Gives false, so that a check can end with it.</summary>
    public bool Report(string keyword, string message)
    {
        if (!IsFull)
            _violations.Add(new SchemaViolation(JsonPointer.Write(_path), keyword, message));
        return false;
    }

    /// <summary>Goes into a member or an item. The place is kept only where somebody will read it.</summary>
    public bool Evaluate(SchemaNode node, in JsonProperty member)
    {
        if (IsSilent)
            return node.Evaluate(member.Value, this, null);
        _path.Add(member.Name);
        var isMatch = node.Evaluate(member.Value, this, null);
        _path.RemoveAt(_path.Count - 1);
        return isMatch;
    }

    /// <summary>Goes into an item.</summary>
    public bool Evaluate(SchemaNode node, in JsonElement item, int index)
    {
        if (IsSilent)
            return node.Evaluate(item, this, null);
        _path.Add(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var isMatch = node.Evaluate(item, this, null);
        _path.RemoveAt(_path.Count - 1);
        return isMatch;
    }

    /// <summary>Notes a violation of a member that no schema describes.</summary>
    public bool Report(in JsonProperty member, string keyword, string message)
    {
        _path.Add(member.Name);
        Report(keyword, message);
        _path.RemoveAt(_path.Count - 1);
        return false;
    }

    private bool Exhaust(string message)
    {
        if (!IsExhausted && most > 0)
            _violations.Add(new SchemaViolation(JsonPointer.Write(_path), "limit", message));
        IsExhausted = true;
        return false;
    }
}
