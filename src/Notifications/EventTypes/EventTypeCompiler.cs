using Notifications.Configuration;
using Notifications.JsonSchema;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Spelling;

namespace Notifications.EventTypes;

/// <summary>Checks the documents of event types and compiles their schemas. What is wrong goes to the errors, all of it.</summary>
internal static class EventTypeCompiler
{
    private const int MaxTypes = 10_000;
    private const int MaxPatterns = 100;
    private const int MaxDescription = 4_096;
    private const int MaxTags = 50;
    private const int MaxTemplates = 32;

    public static EventTypeSet Compile(ConfigurationDraft draft, ITemplateEngine? templates, ErrorList errors)
    {
        if (draft.EventTypes.Count == 0)
            return EventTypeSet.Empty;
        if (draft.EventTypes.Count > MaxTypes)
            errors.Add("EventTypes", $"{draft.EventTypes.Count:N0} types, at most {MaxTypes:N0} are allowed; use globs for those that are alike");
        var set = new EventTypeSet(draft.EventTypes.Values.Select(document => Compile(document, draft, templates, errors)).ToArray());
        if (set.All.Count(static t => t.Pattern is not null) is var patterns and > MaxPatterns)
            errors.Add("EventTypes", $"{patterns:N0} names with wildcards, at most {MaxPatterns} are allowed; write types out");
        return set;
    }

    private static CompiledEventType Compile(EventTypeDocument document, ConfigurationDraft draft, ITemplateEngine? templates, ErrorList errors)
    {
        var path = $"EventTypes:{document.Name}";
        CheckTexts(document, path, errors);
        CheckTemplates(document, path, draft, templates, errors);
        var schema = CompileSchema(document, path, errors);
        var type = new CompiledEventType(document, schema);
        if (document.Sample is { } sample)
        {
            if (EventRule.CheckData("the sample", sample, draft.Engine) is { } invalid)
                errors.Add($"{path}:Sample", invalid.Message);
            else if (type.FindViolations(sample) is { } violations)
                errors.Add($"{path}:Sample", $"the sample does not match the schema: {violations}");
        }

        return type;
    }

    private static void CheckTexts(EventTypeDocument document, string path, ErrorList errors)
    {
        if (document.Name.Length is 0 or > Glob.MaxLength || document.Name.AsSpan().ContainsAnyInRange('\0', ' '))
            errors.Add(path, $"'{document.Name}' is no event type; write dotted words without spaces such as 'order.failed', or a glob such as 'order.*'");
        if (document.Description is { Length: > MaxDescription })
            errors.Add($"{path}:Description", $"{document.Description.Length:N0} characters, at most {MaxDescription:N0} are allowed; shorten it");
        if (document.Category is { } category)
            RuleValidator.CheckName(category, $"{path}:Category", errors);
        if (document.DefaultSeverity is { } severity)
            RuleValidator.CheckChoice(severity, $"{path}:DefaultSeverity", errors);
        if (document.Validation is { } validation)
            RuleValidator.CheckChoice(validation, $"{path}:Validation", errors);
        if (document.Tags.Count > MaxTags)
            errors.Add($"{path}:Tags", $"{document.Tags.Count} tags, at most {MaxTags} are allowed; remove some");
        foreach (var tag in document.Tags.Where(static t => t is null or { Length: 0 or > 64 }))
            errors.Add($"{path}:Tags", $"the tag '{tag}' has {tag?.Length ?? 0} characters; write 1 to 64");
    }

    private static void CheckTemplates(EventTypeDocument document, string path, ConfigurationDraft draft, ITemplateEngine? templates, ErrorList errors)
    {
        if (document.Templates.Count > MaxTemplates)
            errors.Add($"{path}:Templates", $"{document.Templates.Count} templates, at most {MaxTemplates} are allowed; use '*' for all channels");
        foreach (var (channel, template) in document.Templates)
        {
            if (channel != "*" && !draft.HasChannel(channel) && !draft.ChannelKinds.Contains(channel, StringComparer.OrdinalIgnoreCase))
            {
                string[] known = [.. draft.ChannelNames, .. draft.ChannelKinds, "*"];
                errors.Add($"{path}:Templates:{channel}", $"there is no channel and no kind of channel '{channel}'; {Suggestion.Hint(channel, known.Distinct(StringComparer.OrdinalIgnoreCase).ToArray(), "channels")}");
            }

            if (templates is null)
                errors.Add($"{path}:Templates:{channel}", $"it names the template '{template}', but no template engine is registered; add one, for example with AddHandlebars()");
            else if (templates.FindProblem(template, null, null) is { } problem)
                errors.Add($"{path}:Templates:{channel}", $"'{template}': {problem}");
        }
    }

    private static CompiledSchema? CompileSchema(EventTypeDocument document, string path, ErrorList errors)
    {
        if (document.Schema is null)
            return null;
        if (CompiledSchema.TryCompile(document.Schema, out var schema, out var problems))
            return schema;
        foreach (var problem in problems)
            errors.Add($"{path}:Schema", problem.ToString());
        return null;
    }
}
