namespace Notifications.Routing.Index;

/// <summary>Finds what an event must have for a rule to match: a list of alternatives for each thing that the rule demands.</summary>
internal static class AnchorPlan
{
    /// <summary>More would be of no use: the index picks the few that tell most rules apart.</summary>
    private const int MaxAnchors = 16;

    public static List<AnchorKey[]> Make(RuleConditions conditions)
    {
        List<AnchorKey[]> anchors = [];
        if (conditions.TenantId is { } tenant)
            anchors.Add([new AnchorKey(AnchorKind.Tenant, tenant)]);
        if (conditions.Types is { } types && ByType(types) is { } byType)
            anchors.Add(byType);
        if (conditions.Sources is { } sources && Array.TrueForAll(sources, static s => s.Shape == GlobShape.Exact))
            anchors.Add(Array.ConvertAll(sources, static s => new AnchorKey(AnchorKind.Source, s.Literal)));
        foreach (var matcher in conditions.Matchers ?? [])
        {
            if (matcher.RequiredValue is { } value && anchors.Count < MaxAnchors)
                anchors.Add([new AnchorKey(AnchorKind.Label, value, matcher.Name)]);
        }

        return anchors;
    }

    private static AnchorKey[]? ByType(TypePattern types)
    {
        HashSet<AnchorKey> keys = [];
        foreach (var domain in types.Domains)
        {
            keys.Add(new AnchorKey(AnchorKind.Type, domain));
            keys.Add(new AnchorKey(AnchorKind.TypePrefix, domain));
        }

        foreach (var glob in types.Globs)
        {
            // One pattern that cannot be looked up spoils the others: they are alternatives.
            if (Key(glob) is not { } key)
                return null;
            keys.Add(key);
        }

        return [.. keys];
    }

    private static AnchorKey? Key(Glob glob)
    {
        if (glob.Shape == GlobShape.Exact)
            return new AnchorKey(AnchorKind.Type, glob.Literal);
        var pattern = glob.Pattern;
        var head = pattern[..pattern.AsSpan().IndexOfAny('*', '?')];
        if (head.LastIndexOf('.') is var end and >= 0)
            return new AnchorKey(AnchorKind.TypePrefix, head[..end]);
        var tail = pattern[(pattern.AsSpan().LastIndexOfAny('*', '?') + 1)..];
        return tail.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? new AnchorKey(AnchorKind.TypeSuffix, tail[(dot + 1)..]) : null;
    }
}
