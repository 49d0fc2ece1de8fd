using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>Compiles the globs of a rule. Wildcards are <c>*</c> and <c>?</c> alone; what looks like another pattern language is an error.</summary>
internal static class PatternCompiler
{
    private const string ForeignToTypes = "[]{}()^$|\\!,;\"'";

    public static TypePattern? Types(RuleDocument document, string? typedName, string path, ErrorList errors)
    {
        var globs = Compile(document.EventTypes, $"{path}:EventTypes", ForeignToTypes, errors);
        List<string> domains = [];
        for (var i = 0; i < document.Domains.Count; i++)
        {
            var domain = document.Domains[i] ?? string.Empty;
            if (Problem(domain, ForeignToTypes + "*?") is { } problem || (problem = domain.EndsWith('.') ? "ends with a dot" : null) is not null)
                errors.Add($"{path}:Domains:{i}", $"'{domain}' {problem}; a domain is the beginning of a type without wildcards, such as 'incident'");
            else
                domains.Add(domain);
        }

        if (document.Domains.Count > RuleCompiler.MaxPatterns)
            errors.Add($"{path}:Domains", $"{document.Domains.Count:N0} domains, at most {RuleCompiler.MaxPatterns:N0} are allowed; split the rule");
        if (typedName is not null)
            globs.Add(new Glob(typedName));
        var isAny = globs.Count + domains.Count == 0 || globs.Exists(static g => g.Shape == GlobShape.Any);
        return isAny ? null : new TypePattern([.. globs], [.. domains]);
    }

    public static Glob[]? Sources(RuleDocument document, string path, ErrorList errors)
    {
        var globs = Compile(document.Sources, $"{path}:Sources", string.Empty, errors);
        return globs.Count == 0 || globs.Exists(static g => g.Shape == GlobShape.Any) ? null : [.. globs];
    }

    private static List<Glob> Compile(IList<string> patterns, string path, string foreign, ErrorList errors)
    {
        List<Glob> globs = new(patterns.Count);
        if (patterns.Count > RuleCompiler.MaxPatterns)
            errors.Add(path, $"{patterns.Count:N0} patterns, at most {RuleCompiler.MaxPatterns:N0} are allowed; use wildcards or split the rule");
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = patterns[i] ?? string.Empty;
            if (Problem(pattern, foreign) is { } problem)
                errors.Add($"{path}:{i}", $"'{pattern}' {problem}; write a name with '*' for any characters and '?' for one, such as 'incident.*'");
            else
                globs.Add(new Glob(pattern));
        }

        return globs;
    }

    private static string? Problem(string pattern, string foreign)
    {
        if (pattern.Length == 0)
            return "is empty";
        if (pattern.Length > Glob.MaxLength)
            return $"has {pattern.Length:N0} characters, at most {Glob.MaxLength} are allowed";
        foreach (var character in pattern)
        {
            if (char.IsControl(character) || (foreign.Length > 0 && char.IsWhiteSpace(character)) || foreign.Contains(character, StringComparison.Ordinal))
                return $"contains the character {(char.IsControl(character) ? $"U+{(int)character:X4}" : $"'{character}'")}, which is not allowed";
        }

        return null;
    }
}
