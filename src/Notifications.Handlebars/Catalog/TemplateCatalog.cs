using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Catalog;

/// <summary>Holds the templates in use, and swaps them when a source has changed. A bad change leaves what is in use as it is.</summary>
internal sealed class TemplateCatalog : ITemplateCatalog, IDisposable
{
    private readonly HandlebarsOptions _options;
    private readonly ITemplateSource[] _sources;
    private readonly ITemplateStore? _store;
    private readonly IEventTypeRegistry? _eventTypes;
    private readonly IHostLanguage? _host;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile TemplateSnapshot _current;

    public TemplateCatalog(
        IOptions<HandlebarsOptions> options, IEnumerable<ITemplateSource> sources, TimeProvider clock, ILogger<TemplateCatalog> logger,
        ITemplateStore? store = null, IEventTypeRegistry? eventTypes = null, IHostLanguage? host = null)
    {
        _options = options.Value;
        _sources = [.. sources];
        _store = store;
        _eventTypes = eventTypes;
        _host = host;
        _clock = clock;
        _logger = logger;
        _current = Choose([], null);
        foreach (var directory in _sources.OfType<TemplateDirectory>())
            directory.Changed += ReloadInBackground;
    }

    public TemplateSnapshot Current => _current;

    public RenderLimits Limits => new(_options.MaxOutputLength, _options.MaxSteps, _options.MaxDuration, _options.MaxPartialDepth);

    public IReadOnlyList<TemplateDocument> List(string? tenantId = null) =>
    [
        .. _current.Documents.Where(d => d.TenantId is null || string.Equals(d.TenantId, tenantId, StringComparison.Ordinal))
            .GroupBy(static d => d.Name, StringComparer.Ordinal)
            .Select(static g => g.MaxBy(static d => d.TenantId is not null)!)
            .OrderBy(static d => d.Name, StringComparer.Ordinal),
    ];

    public TemplateDocument? Find(string name, string? tenantId = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _current.Find(name, tenantId);
    }

    public IReadOnlyList<TemplateProblem> Check(TemplateDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return CheckAll(document);
    }

    public NotificationContent Preview(TemplateDocument document, TemplateContext context)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        if (DocumentRule.Check(document, _current, compiles: true) is [var problem, ..])
            throw new TemplateException(document.Name, problem);
        context = TemplateRendering.InLanguage(context, _current.HostLocale);
        var compiled = _current.Compile(document, context.Channel, context.ChannelType, context.Locale!, document.TenantId ?? context.Event.TenantId);
        return TemplateRendering.Render(compiled, context, new BrandObject(_options.Brand), _options.TimeZone, _clock, Limits);
    }

    public NotificationContent Preview(TemplateDocument document, string eventType, string channel, string? channelType = null, string? locale = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var sample = _eventTypes?.CreateSample(eventType) ?? throw new TemplateException(document.Name, new TemplateProblem(
            TemplateErrorCode.NotFound, $"there is no sample of '{eventType}': register the event type with one, or give an event"));
        return Preview(document, new TemplateContext
        {
            Event = sample with { TenantId = document.TenantId, Time = _clock.GetUtcNow() },
            Channel = channel,
            ChannelType = channelType,
            Locale = locale,
            Now = _clock.GetUtcNow(),
        });
    }

    public async ValueTask<TemplateSaveResult> SaveAsync(TemplateDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SaveLockedAsync(document, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<IReadOnlyList<TemplateDocument>> GetHistoryAsync(string name, string? tenantId = null, CancellationToken cancellationToken = default) =>
        _store is null ? [] : await _store.ReadHistoryAsync(name, tenantId, cancellationToken).ConfigureAwait(false);

    public async ValueTask<TemplateSaveResult> RollBackAsync(
        string name, string? tenantId, int version, string? by = null, CancellationToken cancellationToken = default)
    {
        var history = await GetHistoryAsync(name, tenantId, cancellationToken).ConfigureAwait(false);
        return history.FirstOrDefault(d => d.Version == version) is { } earlier
            ? await SaveAsync(earlier with { Version = history[0].Version, CreatedAt = history[0].CreatedAt, CreatedBy = by }, cancellationToken).ConfigureAwait(false)
            : Refused(TemplateErrorCode.Conflict, $"there is no version {version} of '{name}': there are {history.Count}");
    }

    public async ValueTask<TemplateSaveResult> RemoveAsync(string name, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var history = await GetHistoryAsync(name, tenantId, cancellationToken).ConfigureAwait(false);
            if (_store is null || history.Count == 0)
                return Refused(TemplateErrorCode.NotFound, $"no version of '{name}' was saved: what comes from code or files is removed there");
            if (FindBroken(null, (tenantId ?? string.Empty, name)) is { } broken)
                return new TemplateSaveResult(null, [broken]);
            if (!await _store.RemoveAsync(name, tenantId, cancellationToken).ConfigureAwait(false))
                return Refused(TemplateErrorCode.Conflict, $"somebody else writes '{name}' at the same time: try again");
            await LoadAsync(cancellationToken).ConfigureAwait(false);
            TemplateLog.Removed(_logger, name);
            return new TemplateSaveResult(history[0], []);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask ReloadAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var directory in _sources.OfType<TemplateDirectory>())
            directory.Dispose();
        _gate.Dispose();
    }

    private List<TemplateProblem> CheckAll(TemplateDocument document)
    {
        var problems = DocumentRule.Check(document, _current, compiles: true);
        if (problems.Count == 0)
            problems = LanguageCheck.Find(document, _current.HostLocale);
        return problems.Count > 0 ? problems : MemberCheck.Find(document, _current, _eventTypes);
    }

    private static TemplateSaveResult Refused(TemplateErrorCode code, string message) => new(null, [new TemplateProblem(code, message)]);

    private async ValueTask<TemplateSaveResult> SaveLockedAsync(TemplateDocument document, CancellationToken cancellationToken)
    {
        if (_store is null)
            return Refused(TemplateErrorCode.Conflict, "no template store is registered: add one with AddTemplateStore()");
        if (CheckAll(document) is { Count: > 0 } problems)
            return new TemplateSaveResult(null, problems);
        if (FindBroken(document, TemplateSnapshot.KeyOf(document)) is { } broken)
            return new TemplateSaveResult(null, [broken]);
        if (_current.Count >= _options.MaxTemplates && !_current.Documents.Any(d => d.Name == document.Name && d.TenantId == document.TenantId))
            return Refused(TemplateErrorCode.TooMany, $"there are {_current.Count:N0} templates: remove some, or raise MaxTemplates");
        var history = await _store.ReadHistoryAsync(document.Name, document.TenantId, cancellationToken).ConfigureAwait(false);
        var newest = history.Count == 0 ? 0 : history[0].Version;
        if (document.Version != 0 && document.Version != newest)
            return Refused(TemplateErrorCode.Conflict, $"version {newest} was saved since version {document.Version} was read: look at it, and save again");

        // Removed and made anew, a template has the same versions again.
        if (document is { Version: > 0, CreatedAt: { } read } && history[0].CreatedAt is { } written && read != written)
            return Refused(TemplateErrorCode.Conflict, $"version {newest} is another than the one that was read, of {read:u}: look at it, and save again");
        var saved = document with { Version = newest + 1, CreatedAt = _clock.GetUtcNow() };
        if (!await _store.TryAddAsync(saved, cancellationToken).ConfigureAwait(false))
            return Refused(TemplateErrorCode.Conflict, $"somebody else saved version {saved.Version} at the same time: look at it, and save again");
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        TemplateLog.Saved(_logger, saved.Name, saved.Version);
        return new TemplateSaveResult(saved, []);
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var stored = _store is null ? [] : await _store.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var next = Choose(stored, _current);
        next.WarmUp(_current);
        _current = next;
        TemplateLog.Loaded(_logger, next.Count);

        // Too late to refuse it: the default text goes out to those who are left out.
        foreach (var (name, problem) in next.Documents.SelectMany(d => LanguageCheck.Find(d, next.HostLocale).Select(p => (d.Name, Problem: p))))
            TemplateLog.LanguageMissing(_logger, name, problem.ToString());

        // The same here: what is missing is left out of the message.
        foreach (var (name, problem) in next.Documents.SelectMany(d => MemberCheck.Find(d, next, _eventTypes).Select(p => (d.Name, Problem: p))))
            TemplateLog.MemberMissing(_logger, name, problem.ToString());
    }

    private TemplateSnapshot Choose(IReadOnlyList<TemplateDocument> stored, TemplateSnapshot? inUse)
    {
        IEnumerable<TemplateDocument> all = _options.UseShippedTemplates ? ShippedTemplates.All : [];
        foreach (var source in _sources)
            all = all.Concat(source.Read());
        return new TemplateSelection(_options, _host, inUse, _logger).Choose(all.Concat(stored));
    }

    /// <summary>Those that include a part, and could not be made with what is to take its place.</summary>
    private TemplateProblem? FindBroken(TemplateDocument? saved, (string TenantId, string Name) key)
    {
        var others = _current.Documents.Where(d => TemplateSnapshot.KeyOf(d) != key).ToList();
        var draft = new TemplateSnapshot(saved is null ? others : [.. others, saved], _options, _host);
        foreach (var other in others.Where(d => d.Texts.Any(t => Mentions(t, key.Name))))
        {
            // A tenant's part is in what all share, too, where it is made for that tenant.
            var made = other.TenantId is null && key.TenantId.Length > 0 ? other with { TenantId = key.TenantId } : other;
            if (DocumentRule.Check(made, draft, compiles: false) is [var problem, ..] && DocumentRule.Check(made, _current, compiles: false).Count == 0)
                return new TemplateProblem(TemplateErrorCode.UnknownPartial, $"'{other.Name}' includes '{key.Name}' and could not be made any more ({problem.Message}): change '{other.Name}' first");
        }

        return null;
    }

    private static bool Mentions(TemplateTexts texts, string name) =>
        new[] { texts.Subject, texts.Text, texts.Html, texts.Markdown, texts.Blocks }.Any(t => t?.Contains(name, StringComparison.Ordinal) == true);

    private void ReloadInBackground() => _ = Task.Run(async () =>
    {
        try
        {
            await ReloadAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A file that is being written, a store that is away: what is in use stays, and the next change tries again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            TemplateLog.ReloadFailed(_logger, error);
        }
    });
}
