using System.Text.Json;

namespace Notifications.JsonSchema.Evaluation;

/// <summary>A keyword of a schema, or several that work together.</summary>
internal abstract class Keyword
{
    /// <summary>Subschemas that apply to the same value; a cycle of these would never end.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>It looks at what the others have left.</summary>
    public virtual bool IsLast => false;

    /// <summary>Checks a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="evaluator">Takes violations.</param>
    /// <param name="parts">Takes the members and items that were looked at; null when nobody asks.</param>
    public abstract bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts);

    /// <summary>The kinds that this keyword allows at a place.</summary>
    public virtual JsonKinds KindsAt(PathQuery query, int index) => JsonKinds.Any;

    /// <summary>Adds the names that this keyword declares at a place.</summary>
    public virtual void CollectNames(PathQuery query, int index)
    {
    }
}
