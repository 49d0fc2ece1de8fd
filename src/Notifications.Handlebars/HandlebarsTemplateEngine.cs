using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars;

/// <summary>Finds the template of a message and renders it: the one that is named; else the one named like the event's type, with dots or with dashes; else the default one.</summary>
internal sealed class HandlebarsTemplateEngine : ITemplateEngine
{
    private const int MaxReportedZones = 100;

    private readonly TemplateCatalog _catalog;
    private readonly HandlebarsOptions _options;
    private readonly TimeProvider _clock;
    private readonly RenderLimits _limits;
    private readonly BrandObject _brand;
    private readonly TemplateMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, bool> _unknownZones = new(StringComparer.Ordinal);

    public HandlebarsTemplateEngine(TemplateCatalog catalog, IOptions<HandlebarsOptions> options, TimeProvider clock, IMeterFactory meters, ILogger<HandlebarsTemplateEngine> logger)
    {
        _logger = logger;
        _catalog = catalog;
        _options = options.Value;
        _clock = clock;
        _limits = catalog.Limits;
        _brand = new BrandObject(_options.Brand);
        _metrics = new TemplateMetrics(meters, catalog);
    }

    public NotificationContent? Render(TemplateContext context)
    {
        var snapshot = _catalog.Current;
        if (Choose(snapshot, context) is not { } document)
            return null;
        context = TemplateRendering.InLanguage(context, snapshot.HostLocale);
        if (context.TimeZone is { } zone && !TemplateRendering.IsZone(zone))
            ReportZone(zone);
        var started = _metrics.Start(_clock);
        try
        {
            var compiled = snapshot.Compiled(document, context.Channel, context.ChannelType, context.Locale!, context.Event.TenantId);
            var content = TemplateRendering.Render(compiled, context, _brand, _options.TimeZone, _clock, _limits);
            _metrics.Rendered(_clock, started);
            return content;
        }
        catch (TemplateException error)
        {
            _metrics.Failed(error);
            throw;
        }
    }

    public string? FindProblem(string template, string? tenantId, NotificationEvent? notificationEvent)
    {
        var snapshot = _catalog.Current;
        if (snapshot.Find(template, tenantId) is not { } document)
        {
            if (snapshot.FindRefusal(template, tenantId) is { } refused)
                return $"it cannot be used: {refused}";
            var names = snapshot.Documents.Where(d => d.Enabled && !d.IsPartial && (d.TenantId is null || d.TenantId == tenantId)).Select(static d => d.Name);
            return $"there is no such template; there are {string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(25))}";
        }

        if (document.IsPartial)
            return "it is a part of others, not a message; name a template that includes it";
        if (notificationEvent is null)
            return DocumentRule.Check(document, snapshot, compiles: true) is [var problem, ..] ? problem.ToString() : null;
        var root = new RootObject().Reset(new TemplateContext { Event = notificationEvent, Channel = string.Empty }, document, _brand);
        var missing = document.Variables.Where(v => v.Required && v.Default is null && !(root.TryGetGiven(v.Name, out var value) && value is not null)).Select(static v => v.Name).ToArray();
        return missing.Length == 0 ? null : $"it requires {string.Join(", ", missing)}; give it in Data or Metadata";
    }

    public IReadOnlyList<TemplateRead> FindReads(string template, string? tenantId)
    {
        var snapshot = _catalog.Current;
        return snapshot.Find(template, tenantId) is { IsPartial: false } document ? DocumentRule.FindReads(document, snapshot) : [];
    }

    /// <summary>Once for each, and for so many.</summary>
    private void ReportZone(string zone)
    {
        if (_unknownZones.Count < MaxReportedZones && _unknownZones.TryAdd(zone, true))
            TemplateLog.ZoneUnknown(_logger, zone.Length > 64 ? zone[..64] : zone, _options.TimeZone);
    }

    private TemplateDocument? Choose(TemplateSnapshot snapshot, TemplateContext context)
    {
        var tenant = context.Event.TenantId;
        if (context.Template is { } named)
        {
            return snapshot.Find(named, tenant) ?? throw new TemplateException(named, new TemplateProblem(
                TemplateErrorCode.NotFound, "there is no such template any more: save it again, or change the rule"));
        }

        var type = context.Event.Type;
        var found = snapshot.Find(type, tenant) ?? (type.Contains('.', StringComparison.Ordinal) ? snapshot.Find(type.Replace('.', '-'), tenant) : null);
        found ??= _options.DefaultTemplate is { } other ? snapshot.Find(other, tenant) : null;
        return found is { IsPartial: false } ? found : null;
    }
}
