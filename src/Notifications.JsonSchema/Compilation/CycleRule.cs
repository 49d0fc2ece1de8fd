using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Compilation;

/// <summary>Finds schemas that apply themselves to the same value: a check of these would never end. Going round by way of members or items is fine, the data has an end.</summary>
internal static class CycleRule
{
    public static void Check(IReadOnlyCollection<SchemaNode> nodes, ProblemList problems)
    {
        // Without recursion: a chain of references may be as long as there are schemas.
        var state = new Dictionary<SchemaNode, bool>(ReferenceEqualityComparer.Instance);
        foreach (var start in nodes)
        {
            if (state.ContainsKey(start))
                continue;
            var open = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Next)>();
            open.Push(Enter(start, state));
            while (open.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    state[top.Node] = false;
                    open.Pop();
                }
                else if (!state.TryGetValue(top.Next.Current, out var isOpen))
                {
                    open.Push(Enter(top.Next.Current, state));
                }
                else if (isOpen)
                {
                    problems.Add(top.Node.Pointer, $"leads back to '{top.Next.Current.Pointer}' without going into the data: a check would never end. Refer to it from within 'properties' or 'items'");
                    return;
                }
            }
        }
    }

    private static (SchemaNode Node, IEnumerator<SchemaNode> Next) Enter(SchemaNode node, Dictionary<SchemaNode, bool> state)
    {
        state.Add(node, true);
        return (node, node.Keywords.SelectMany(static k => k.InPlace).GetEnumerator());
    }
}
