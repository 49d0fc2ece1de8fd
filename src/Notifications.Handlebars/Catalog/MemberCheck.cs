namespace Notifications.Handlebars.Catalog;

/// <summary>Compares what a template reads with the schemas of the event types that use it: those that name it, and the one that it is named like.</summary>
internal static class MemberCheck
{
    public static List<TemplateProblem> Find(TemplateDocument document, TemplateSnapshot snapshot, IEventTypeRegistry? eventTypes)
    {
        if (eventTypes is null || document.IsPartial)
            return [];
        var types = eventTypes.List().Where(t => t.Schema is not null && Uses(t, document.Name)).Select(static t => t.Name).ToArray();
        if (types.Length == 0)
            return [];
        List<TemplateProblem> problems = [];
        foreach (var read in DocumentRule.FindReads(document, snapshot).Where(static r => r.IsCertain))
        {
            if (types.Select(type => eventTypes.FindProblem(type, read.Path)).FirstOrDefault(static p => p is not null) is { } problem)
                problems.Add(new TemplateProblem(TemplateErrorCode.UnknownMember, $"'data.{string.Join('.', read.Path)}' is read, but {problem}", read.Place));
        }

        return problems;
    }

    private static bool Uses(EventTypeDocument type, string template) =>
        string.Equals(type.Name, template, StringComparison.Ordinal)
        || string.Equals(type.Name.Replace('.', '-'), template, StringComparison.Ordinal)
        || type.Templates.Values.Contains(template, StringComparer.Ordinal);
}
