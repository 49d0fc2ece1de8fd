using Notifications.Configuration;

namespace Notifications.EventTypes;

/// <summary>Compares what templates read of events with the schemas of the event types they are used for. Reading what no event has is an error; what an open schema does not declare, a doubt.</summary>
internal static class TemplateReadRule
{
    public static void Check(ConfigurationDraft draft, EventTypeSet types, EventTypeRegistry clrTypes, ITemplateEngine? templates, ErrorList errors)
    {
        if (templates is null || types.IsEmpty)
            return;
        foreach (var type in types.All)
        {
            if (type.Schema is not null)
                Check(type, templates, errors);
        }

        foreach (var rule in draft.Rules.Values)
        {
            if (rule.Template is { } template && RuleMembers.Of(rule, types, clrTypes) is { } members)
                Check(template, rule.TenantId, members.FindProblem, members.FindDoubt, $"Rules:{rule.Name}:Template", templates, errors);
        }
    }

    private static void Check(CompiledEventType type, ITemplateEngine templates, ErrorList errors)
    {
        var name = type.Document.Name;
        foreach (var (channel, template) in type.Document.Templates)
            Check(template, $"EventTypes:{name}:Templates:{channel}");
        if (type.Pattern is not null)
            return;

        // The engine of templates takes one that is named like the type.
        Check(name, $"EventTypes:{name}");
        if (name.Contains('.', StringComparison.Ordinal))
            Check(name.Replace('.', '-'), $"EventTypes:{name}");

        void Check(string template, string path) => TemplateReadRule.Check(
            template, null, p => MemberRule.FindProblem(name, type.Schema!, p), p => MemberRule.FindDoubt(name, type.Schema!, p), path, templates, errors);
    }

    private static void Check(
        string template, string? tenantId, Func<IReadOnlyList<string>, string?> problemOf, Func<IReadOnlyList<string>, string?> doubtOf, string path, ITemplateEngine templates, ErrorList errors)
    {
        foreach (var read in templates.FindReads(template, tenantId))
        {
            var what = $"the template '{template}' reads '{(read.IsCertain ? "data." : string.Empty)}{string.Join('.', read.Path)}' ({read.Place}), but ";
            if (problemOf(read.Path) is { } problem)
            {
                // A bare name may be a label or a value of the rule; but not when it looks like a slip.
                if (read.IsCertain)
                    errors.Add(path, what + problem);
                else if (problem.EndsWith('?'))
                    errors.Doubt(path, what + problem);
            }
            else if (read.IsCertain && doubtOf(read.Path) is { } doubt)
            {
                errors.Doubt(path, what + doubt);
            }
        }
    }
}
