using System.Collections.Frozen;
using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Catalog;

/// <summary>The templates at one moment, and what was compiled of them. Immutable but for that; swapped as a whole.</summary>
internal sealed class TemplateSnapshot
{
    private readonly FrozenDictionary<(string TenantId, string Name), TemplateDocument> _documents;
    private readonly FrozenSet<string> _tenants;
    private readonly FrozenSet<string> _locales;
    private readonly HandlebarsOptions _options;
    private readonly CompiledTemplates _compiled;
    private readonly IHostLanguage? _host;
    private readonly IReadOnlyDictionary<(string TenantId, string Name), TemplateProblem> _refused;

    /// <summary>Creates it.</summary>
    /// <param name="documents">The templates; a later one replaces an earlier one of the same name and tenant.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="host">The language of texts that serve where there are none in the recipient's.</param>
    /// <param name="refused">Those that are not among them because something is wrong with them.</param>
    public TemplateSnapshot(
        IEnumerable<TemplateDocument> documents, HandlebarsOptions options, IHostLanguage? host,
        IReadOnlyDictionary<(string TenantId, string Name), TemplateProblem>? refused = null)
    {
        _host = host;
        _refused = refused ?? FrozenDictionary<(string, string), TemplateProblem>.Empty;
        var all = new Dictionary<(string, string), TemplateDocument>();
        foreach (var document in documents)
            all[KeyOf(document)] = document;
        _documents = all.ToFrozenDictionary();
        _tenants = all.Keys.Select(static k => k.Item1).Where(static t => t.Length > 0).ToFrozenSet(StringComparer.Ordinal);
        _locales = all.Values.SelectMany(static d => d.Texts).Select(static t => t?.Locale).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _options = options;
        _compiled = new CompiledTemplates(options.MaxCompiled);
    }

    public int Count => _documents.Count;

    public int CompiledCount => _compiled.Count;

    /// <summary>The language of texts that serve where there are none in the recipient's.</summary>
    public string HostLocale => _host?.Locale ?? "en";

    public IEnumerable<TemplateDocument> Documents => _documents.Values;

    /// <summary>Finds a template that may be used: the tenant's own, else the shared one.</summary>
    public TemplateDocument? Find(string name, string? tenantId)
    {
        if (tenantId is not null && _documents.TryGetValue((tenantId, name), out var own) && own.Enabled)
            return own;
        return _documents.TryGetValue((string.Empty, name), out var shared) && shared.Enabled ? shared : null;
    }

    /// <summary>The template of a tenant, or of all, itself; null when there is none.</summary>
    public TemplateDocument? FindOwn((string TenantId, string Name) key) => _documents.GetValueOrDefault(key);

    /// <summary>Why a template that somebody wrote is not used.</summary>
    public TemplateProblem? FindRefusal(string name, string? tenantId) =>
        (tenantId is not null && _refused.TryGetValue((tenantId, name), out var own)) || _refused.TryGetValue((string.Empty, name), out own) ? own : null;

    public static (string TenantId, string Name) KeyOf(TemplateDocument document) => (document.TenantId ?? string.Empty, document.Name);

    /// <summary>The template compiled for a channel and language; compiled now when it is the first time.</summary>
    /// <exception cref="TemplateException">It does not compile.</exception>
    public CompiledTemplate Compiled(TemplateDocument document, string channel, string? channelType, string locale, string? tenantId)
    {
        var key = new TemplateKey(document, channel, channelType, Nearest(locale), HostLocale, tenantId is not null && _tenants.Contains(tenantId) ? tenantId : null);
        return _compiled.TryGet(key) ?? _compiled.Add(key, Compile(document, channel, channelType, locale, tenantId));
    }

    /// <summary>The first tag that a text has: all languages for which it is the same get the same texts, here and in all parts.</summary>
    private string Nearest(string locale)
    {
        foreach (var tag in Locale.Of(locale).Chain)
        {
            if (_locales.Contains(tag))
                return tag;
        }

        return LanguageCheck.Other;
    }

    /// <summary>Compiles without keeping.</summary>
    /// <exception cref="TemplateException">It does not compile.</exception>
    public CompiledTemplate Compile(TemplateDocument document, string channel, string? channelType, string locale, string? tenantId)
    {
        var host = Locale.Of(HostLocale);
        var texts = TextChoice.Choose(document, channel, channelType, Locale.Of(locale), host, out var isHosts);
        List<TemplateProblem> problems = [];
        var compiled = new CompiledText?[5];
        var isMrkdwn = string.Equals(channelType, "slack", StringComparison.OrdinalIgnoreCase);
        var compiler = Compiler(channel, channelType, locale, tenantId);
        for (var format = TextFormat.Subject; format <= TextFormat.Blocks; format++)
        {
            if (TextChoice.Source(texts, format) is { } source)
                compiled[(int)format] = compiler.Compile(source, format, isMrkdwn, problems, out _);
        }

        if (problems.Count > 0)
            throw new TemplateException(document.Name, problems[0]);
        if (compiled[(int)TextFormat.Text] is null && compiled[(int)TextFormat.Markdown] is null)
        {
            throw new TemplateException(document.Name, new TemplateProblem(
                TemplateErrorCode.NoText, $"it has no text for channel '{channel}' in '{locale}': add one without channel and language, which serves all, or in '{host.Tag}', the engine's DefaultLocale"));
        }

        return new CompiledTemplate(document, compiled, isHosts ? host : null);
    }

    public TextCompiler Compiler(string? channel, string? channelType, string? locale, string? tenantId) => new(
        _options.MaxSourceLength,
        _options.MaxPartialDepth,
        (name, format) => Find(name, tenantId) is { } partial
            ? TextChoice.Source(TextChoice.Choose(partial, channel, channelType, Locale.Of(locale), Locale.Of(HostLocale), out _), format)
            : null);

    /// <summary>Compiles what an earlier snapshot has in use, so that no publisher has to.</summary>
    public void WarmUp(TemplateSnapshot earlier)
    {
        foreach (var key in earlier._compiled.Keys)
        {
            if (Find(key.Document.Name, key.TenantId ?? key.Document.TenantId) is not { } document)
                continue;
            try
            {
                if (string.Equals(key.HostLocale, HostLocale, StringComparison.Ordinal))
                    Compiled(document, key.Channel, key.ChannelType, key.Locale, key.TenantId);
            }
            catch (TemplateException)
            {
                // It is reported when somebody needs it.
            }
        }
    }
}
