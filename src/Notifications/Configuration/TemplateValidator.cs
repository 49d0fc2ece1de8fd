namespace Notifications.Configuration;

/// <summary>Checks that the templates that rules name are there, and what rules give to them.</summary>
internal static class TemplateValidator
{
    private const int MaxVariables = 64;
    private const int MaxValue = 1_024;

    public static void Validate(ConfigurationDraft draft, ITemplateEngine? templates, ErrorList errors)
    {
        foreach (var rule in draft.Rules.Values)
            Validate(rule, $"Rules:{rule.Name}", templates, errors);
    }

    private static void Validate(RuleDocument rule, string path, ITemplateEngine? templates, ErrorList errors)
    {
        if (rule.TemplateVariables.Count > MaxVariables)
            errors.Add($"{path}:TemplateVariables", $"{rule.TemplateVariables.Count:N0} values, at most {MaxVariables} are allowed; put them into the template");
        foreach (var (name, value) in rule.TemplateVariables)
        {
            if (value is null || value.Length > MaxValue)
                errors.Add($"{path}:TemplateVariables:{name}", $"the value has {value?.Length ?? 0:N0} characters or is null; write at most {MaxValue:N0}, or put it into the template");
        }

        if (rule.Template is not { } template)
            return;
        RuleValidator.CheckName(template, $"{path}:Template", errors);
        if (templates is null)
            errors.Add($"{path}:Template", $"the rule names the template '{template}', but no template engine is registered; add one, for example with AddHandlebars()");
        else if (templates.FindProblem(template, rule.TenantId, null) is { } problem)
            errors.Add($"{path}:Template", $"'{template}': {problem}");
    }
}
