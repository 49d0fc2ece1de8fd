using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Catalog;

/// <summary>What a document has to be to be saved. Gives all that is wrong at once.</summary>
internal static class DocumentRule
{
    private const int MaxTexts = 100;
    private const int MaxVariables = 100;
    private const int MaxTags = 50;

    /// <summary>Checks.</summary>
    /// <param name="document">The template.</param>
    /// <param name="snapshot">Where its parts are looked for.</param>
    /// <param name="compiles">Whether its texts are compiled, or only looked over.</param>
    public static List<TemplateProblem> Check(TemplateDocument document, TemplateSnapshot snapshot, bool compiles)
    {
        if (!IsWhole(document))
            return [new TemplateProblem(TemplateErrorCode.InvalidDocument, "its texts, variables or tags are null, or one of the texts is: give lists, empty ones where there is nothing")];
        List<TemplateProblem> problems = [];
        CheckNames(document, problems);
        if (problems.Count > 0)
            return problems;

        foreach (var texts in document.Texts)
            CheckTexts(document, texts, snapshot, compiles, problems);
        if (!document.IsPartial && !document.Texts.Any(static t => t.Text is not null || t.Markdown is not null))
            problems.Add(new TemplateProblem(TemplateErrorCode.NoText, "the template has neither a text nor Markdown: every channel needs one of them"));
        return problems;
    }

    /// <summary>Whether all that is looked at before anything else is there: stores and hosts may give anything.</summary>
    public static bool IsWhole(TemplateDocument? document) => document is { Texts: { } texts, Variables: not null, Tags: not null } && !texts.Contains(null!);

    public static bool IsName(string? name) => name is { Length: >= 1 and <= 128 }
        && !name.AsSpan().ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") && name[0] != '.' && name[^1] != '.';

    /// <summary>What a document reads of the event's data. Parts that it includes may stand in another context, and are left out.</summary>
    public static List<TemplateRead> FindReads(TemplateDocument document, TemplateSnapshot snapshot)
    {
        List<TemplateRead> reads = [];
        foreach (var texts in document.Texts)
        {
            var compiler = snapshot.Compiler(texts.Channel, texts.Channel, texts.Locale, document.TenantId);
            for (var format = TextFormat.Subject; format <= TextFormat.Blocks; format++)
            {
                if (TextChoice.Source(texts, format) is { } source)
                    reads.AddRange(compiler.Scan(source, format, []).DataPaths.Values.Select(p => new TemplateRead(p.Path, p.IsCertain, PlaceOf(texts, format))));
            }
        }

        // What is declared with a default of its own need not be there.
        return [.. reads.Where(r => r.IsCertain || !document.Variables.Any(v => v.Default is not null && string.Equals(v.Name, r.Path[0], StringComparison.Ordinal)))];
    }

    private static string PlaceOf(TemplateTexts texts, TextFormat format) =>
        string.Join('/', new[] { texts.Channel, texts.Locale, format.ToString().ToLowerInvariant() }.Where(static p => p is not null));

    private static void CheckNames(TemplateDocument document, List<TemplateProblem> problems)
    {
        if (!IsName(document.Name))
            Fail($"the name '{document.Name}' is invalid: write 1 to 128 of A-Z a-z 0-9 . _ -, with no dot at the ends");
        if (document.TenantId is { Length: 0 or > 1_024 })
            Fail("the tenant is empty or longer than 1,024 characters: leave it out for a shared template");
        if (document.Description is { Length: > 4_096 } || document.CreatedBy is { Length: > 256 })
            Fail("the description has more than 4,096 characters, or the author more than 256: shorten it");
        if (document.Texts.Count > MaxTexts || document.Variables.Count > MaxVariables || document.Tags.Count > MaxTags)
            Fail($"there are {document.Texts.Count} texts, {document.Variables.Count} variables and {document.Tags.Count} tags, at most {MaxTexts}, {MaxVariables} and {MaxTags} are allowed: split the template");
        foreach (var tag in document.Tags.Where(static t => t is null or { Length: 0 or > 64 }))
            Fail($"the tag '{tag}' has {tag?.Length ?? 0} characters: write 1 to 64");
        foreach (var variable in document.Variables.Where(static v => v is null || v.Name is null or { Length: 0 or > 128 } || RootObject.Reserved.Contains(v.Name)))
            Fail($"the variable '{variable?.Name}' has no name, or one that is taken: {string.Join(", ", RootObject.Reserved)}");
        foreach (var same in document.Variables.GroupBy(static v => v?.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            Fail($"the variable '{same.Key}' is declared twice");
        foreach (var texts in document.Texts)
        {
            if (texts is null || (texts.Locale is not null && !Locale.IsTag(texts.Locale)) || texts.Channel is { Length: 0 or > 128 })
                Fail($"texts for channel '{texts?.Channel}' in '{texts?.Locale}': write a language tag such as fr or fr-CA and a channel's name or kind, or leave them out");
        }

        foreach (var same in document.Texts.GroupBy(static t => (t?.Channel?.ToUpperInvariant(), t?.Locale?.ToUpperInvariant())).Where(static g => g.Count() > 1))
            Fail($"there are several texts for channel '{same.Key.Item1}' in '{same.Key.Item2}': join them");

        void Fail(string message) => problems.Add(new TemplateProblem(TemplateErrorCode.InvalidDocument, message));
    }

    private static void CheckTexts(TemplateDocument document, TemplateTexts texts, TemplateSnapshot snapshot, bool compiles, List<TemplateProblem> problems)
    {
        var compiler = snapshot.Compiler(texts.Channel, texts.Channel, texts.Locale, document.TenantId);
        for (var format = TextFormat.Subject; format <= TextFormat.Blocks; format++)
        {
            if (TextChoice.Source(texts, format) is not { } source)
                continue;
            List<TemplateProblem> found = [];
            TemplateSource scanned;
            if (compiles)
                compiler.Compile(source, format, isMrkdwn: false, found, out scanned);
            else
                scanned = compiler.Scan(source, format, found);
            var place = PlaceOf(texts, format);
            problems.AddRange(found.Where(p => !IsItself(p, document)).Select(p => p with { Place = place }));
            if (document.Variables.Count > 0 && !document.IsPartial)
                problems.AddRange(Undeclared(document, scanned).Select(p => p with { Place = place }));
        }
    }

    // A part may include itself, and what only those bring who include it: {{#*inline "name"}}. They are checked with it.
    private static bool IsItself(TemplateProblem problem, TemplateDocument document) =>
        problem.Code == TemplateErrorCode.UnknownPartial && (document.IsPartial || problem.Message.Contains($"'{document.Name}'", StringComparison.Ordinal));

    private static IEnumerable<TemplateProblem> Undeclared(TemplateDocument document, TemplateSource source)
    {
        var known = document.Variables.Select(static v => v.Name).Concat(RootObject.Reserved).Concat(RootObject.Shortcuts).ToHashSet(StringComparer.Ordinal);
        return source.RootNames.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).Select(name => new TemplateProblem(
            TemplateErrorCode.UndeclaredVariable, $"'{name}' is read, but not declared: add it to the variables, or correct the name; declared are {string.Join(", ", document.Variables.Select(static v => v.Name))}"));
    }
}
