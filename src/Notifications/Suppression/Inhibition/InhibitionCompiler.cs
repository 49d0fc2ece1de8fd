using Notifications.Configuration;
using Notifications.Routing;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Inhibition;

/// <summary>Checks and compiles inhibitions. What is wrong goes to the errors, all of it.</summary>
internal static class InhibitionCompiler
{
    public const int MaxInhibitions = 10_000;
    public const int MaxSources = 8;
    private const int MaxEqual = 32;

    public static InhibitionSet? Compile(IReadOnlyCollection<InhibitionDocument> documents, ErrorList errors)
    {
        if (documents.Count > MaxInhibitions)
            errors.Add("Inhibitions", $"{documents.Count:N0} inhibitions, at most {MaxInhibitions:N0} are allowed; join those that differ only in a value");
        List<CompiledInhibition> compiled = [];
        var slots = 0;
        foreach (var document in documents.OrderBy(static d => d.Name, StringComparer.Ordinal))
        {
            // Also what is switched off is checked: it may be switched on.
            var inhibition = Compile(document, compiled.Count, slots, errors);
            if (!document.Enabled)
                continue;
            compiled.Add(inhibition);
            slots += inhibition.Sources.Length;
        }

        return compiled.Count == 0 ? null : new InhibitionSet([.. compiled]);
    }

    private static CompiledInhibition Compile(InhibitionDocument document, int ordinal, int firstSlot, ErrorList errors)
    {
        var path = $"Inhibitions:{document.Name}";
        RuleValidator.CheckName(document.Name, path, errors);
        if (document.Sources.Count is 0 or > MaxSources)
            errors.Add($"{path}:Sources", $"{document.Sources.Count} sources; state 1 to {MaxSources}, each the selector of an alert that has to fire");
        if (document.Equal.Count > MaxEqual)
            errors.Add($"{path}:Equal", $"{document.Equal.Count} labels, at most {MaxEqual} are allowed");
        var sources = new CompiledRule[document.Sources.Count];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = SelectorCompiler.Compile(document.Sources[i], document.TenantId, document.Name, firstSlot + i, $"{path}:Sources:{i}", isNarrow: false, errors);
        return new CompiledInhibition
        {
            Name = document.Name,
            Ordinal = ordinal,
            Sources = sources,
            Target = SelectorCompiler.Compile(document.Target, document.TenantId, document.Name, ordinal, $"{path}:Target", isNarrow: false, errors),
            Equal = CompileEqual(document, path, errors),
        };
    }

    private static EqualLabel[] CompileEqual(InhibitionDocument document, string path, ErrorList errors)
    {
        List<EqualLabel> labels = [];
        for (var i = 0; i < document.Equal.Count; i++)
        {
            var text = document.Equal[i] ?? string.Empty;
            var parts = text.Split('=');
            if (parts.Length > 2 || Array.Exists(parts, static p => string.IsNullOrWhiteSpace(p) || p.AsSpan().Trim().ContainsAny(" \t\"'{},~!")))
                errors.Add($"{path}:Equal:{i}", $"'{text}' is no label; write a name, or two as source=target");
            else
                labels.Add(new EqualLabel(parts[0].Trim(), parts[^1].Trim()));
        }

        return [.. labels.Distinct()];
    }
}
