using System.Runtime.InteropServices;

namespace Notifications.Routing.Index;

/// <summary>Builds the index: each rule is filed under the demand that the fewest other rules share, then under the next one, until few are left.</summary>
internal static class RuleIndex
{
    /// <summary>So few rules are cheaper to look at than to look up.</summary>
    private const int SmallEnough = 4;

    /// <summary>A rule with many alternatives is filed under each; this many places are enough.</summary>
    private const int MaxPlaces = 1_024;

    public static IndexNode Build(IEnumerable<CompiledRule> rules)
    {
        List<Entry> entries = [];
        foreach (var rule in rules)
            entries.Add(new Entry(rule, AnchorPlan.Make(rule.Conditions), 0, 1));
        return Build(entries);
    }

    private static IndexNode Build(List<Entry> entries)
    {
        var node = new IndexNode();
        if (entries.Count <= SmallEnough)
        {
            node.SetRest(entries.ConvertAll(static e => e.Rule));
            return node;
        }

        var frequency = Count(entries);
        List<CompiledRule> rest = [];
        Dictionary<AnchorKey, List<Entry>> filed = [];
        foreach (var entry in entries)
        {
            var best = Choose(entry, frequency);
            if (best < 0)
            {
                rest.Add(entry.Rule);
                continue;
            }

            var keys = entry.Anchors[best];
            var next = entry with { Used = entry.Used | (1u << best), Places = entry.Places * keys.Length };
            foreach (var key in keys)
                (CollectionsMarshal.GetValueRefOrAddDefault(filed, key, out _) ??= []).Add(next);
        }

        node.SetRest(rest);
        foreach (var (key, below) in filed)
            node.Add(key, Build(below));
        node.Spread();
        return node;
    }

    private static Dictionary<AnchorKey, int> Count(List<Entry> entries)
    {
        Dictionary<AnchorKey, int> frequency = [];
        foreach (var entry in entries)
        {
            for (var i = 0; i < entry.Anchors.Count; i++)
            {
                if (!entry.MayUse(i))
                    continue;
                foreach (var key in entry.Anchors[i])
                    CollectionsMarshal.GetValueRefOrAddDefault(frequency, key, out _)++;
            }
        }

        return frequency;
    }

    private static int Choose(Entry entry, Dictionary<AnchorKey, int> frequency)
    {
        var (best, least) = (-1, int.MaxValue);
        for (var i = 0; i < entry.Anchors.Count; i++)
        {
            if (!entry.MayUse(i))
                continue;
            var shared = 0;
            foreach (var key in entry.Anchors[i])
                shared = Math.Max(shared, frequency[key]);
            if (shared < least)
                (best, least) = (i, shared);
        }

        return best;
    }

    private readonly record struct Entry(CompiledRule Rule, List<AnchorKey[]> Anchors, uint Used, int Places)
    {
        public bool MayUse(int anchor) => (Used >> anchor & 1) == 0 && Places * Anchors[anchor].Length <= MaxPlaces;
    }
}
