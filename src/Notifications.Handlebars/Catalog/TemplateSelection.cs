using Microsoft.Extensions.Logging;

namespace Notifications.Handlebars.Catalog;

/// <summary>Chooses the templates that are used of all that sources give: those that are good, and of one that went bad the one that was in use.</summary>
internal sealed class TemplateSelection(HandlebarsOptions options, IHostLanguage? host, TemplateSnapshot? inUse, ILogger logger)
{
    private readonly Dictionary<(string TenantId, string Name), TemplateProblem> _refused = [];

    /// <summary>Chooses. Parts are looked for among all of them.</summary>
    /// <param name="documents">In the order of their sources: a later one replaces an earlier one.</param>
    public TemplateSnapshot Choose(IEnumerable<TemplateDocument> documents)
    {
        List<TemplateDocument> known = [];
        foreach (var document in documents.Take(options.MaxTemplates))
        {
            if (DocumentRule.IsWhole(document) && DocumentRule.IsName(document.Name))
                known.Add(document);
            else if (document is not null)
                TemplateLog.TemplateRefused(logger, document.Name, DocumentRule.Check(document, new TemplateSnapshot([], options, host), compiles: false)[0].ToString());
        }

        // What includes a part that goes may have to go with it: each round takes at least one out, or puts an old one in its place.
        while (true)
        {
            var draft = new TemplateSnapshot(known, options, host);
            List<TemplateDocument> good = new(known.Count);
            foreach (var document in known)
            {
                if (IsShipped(document) || DocumentRule.Check(document, draft, compiles: false) is not [var problem, ..])
                    good.Add(document);
                else if (Refuse(document, problem) is { } former)
                    good.Add(former);
            }

            if (good.SequenceEqual(known, ReferenceEqualityComparer.Instance))
                return new TemplateSnapshot(good, options, host, _refused);
            known = good;
        }
    }

    private static bool IsShipped(TemplateDocument document) => ShippedTemplates.All.Contains(document, ReferenceEqualityComparer.Instance);

    private TemplateDocument? Refuse(TemplateDocument document, TemplateProblem problem)
    {
        var key = TemplateSnapshot.KeyOf(document);
        var former = inUse?.FindOwn(key);
        var stays = former is not null && !ReferenceEquals(former, document) && !IsShipped(former) && _refused.TryAdd(key, problem);
        if (stays)
        {
            TemplateLog.FormerStays(logger, document.Name, problem.ToString());
            return former;
        }

        _refused[key] = problem;
        TemplateLog.TemplateRefused(logger, document.Name, problem.ToString());
        return null;
    }
}
