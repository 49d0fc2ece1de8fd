using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Notifications.EventTypes;

namespace Notifications.Configuration;

/// <summary>Holds the snapshot in force; loads it at the start and again when the configuration changes. A bad change leaves what runs as it is.</summary>
internal sealed class ConfigurationSource : IDisposable
{
    private readonly ConfigurationInputs _inputs;
    private readonly ILogger _logger;
    private readonly ITemplateEngine? _templates;
    private readonly ConfiguredEventTypes? _eventTypes;
    private readonly ConfiguredLanguage? _language;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _watches = [];
    private IReadOnlyCollection<string> _channels = [];
    private volatile EngineConfiguration _current = EngineConfiguration.Empty;
    private volatile IReadOnlyList<ConfigurationError> _lastReloadErrors = [];
    private long _failedReloads;
    private bool _disposed;

    public ConfigurationSource(
        ConfigurationInputs inputs, ILogger<ConfigurationSource>? logger = null, ITemplateEngine? templates = null, ConfiguredEventTypes? eventTypes = null,
        ConfiguredLanguage? language = null)
    {
        _inputs = inputs;
        _eventTypes = eventTypes;
        _language = language;
        _templates = templates;
        _logger = logger ?? NullLogger<ConfigurationSource>.Instance;
    }

    /// <summary>Raised after the swap, one change at a time, on the thread that reports the change.</summary>
    public event Action<EngineConfiguration, EngineConfiguration>? Changed;

    /// <summary>The snapshot in force.</summary>
    public EngineConfiguration Current => _current;

    /// <summary>What the channels are, such as <c>email</c>; set before the load.</summary>
    public IReadOnlyCollection<string> ChannelKinds { get; set; } = [];

    /// <summary>What was wrong with the last change; empty when it was taken.</summary>
    public IReadOnlyList<ConfigurationError> LastReloadErrors => _lastReloadErrors;

    /// <summary>How many changes were refused.</summary>
    public long FailedReloads => Interlocked.Read(ref _failedReloads);

    /// <summary>Loads at the start and begins to watch for changes. Called again, it loads again.</summary>
    /// <param name="channelNames">The registered channels, to which rules, limits and fallbacks may refer.</param>
    /// <returns>The snapshot, now in force.</returns>
    /// <exception cref="NotificationsConfigurationException">Something is wrong; holds all errors.</exception>
    public EngineConfiguration LoadAndValidate(IReadOnlyCollection<string> channelNames)
    {
        lock (_gate)
        {
            _channels = channelNames;
            var errors = new ErrorList();
            var loaded = ConfigurationLoader.Load(_inputs, channelNames, ChannelKinds, _templates, _current.Version + 1, errors);
            if (errors.Count > 0)
                throw new NotificationsConfigurationException(errors.ToArray());
            Swap(loaded, errors.Doubts);
            Watch();
            return loaded;
        }
    }

    /// <summary>Loads again; on errors nothing changes.</summary>
    /// <returns>True when the new snapshot is in force.</returns>
    public bool Reload()
    {
        lock (_gate)
        {
            if (_disposed)
                return false;
            var errors = new ErrorList();
            EngineConfiguration loaded;
            try
            {
                loaded = ConfigurationLoader.Load(_inputs, _channels, ChannelKinds, _templates, _current.Version + 1, errors);
            }
            catch (Exception e)
            {
                // A file that is being written, a provider that is away: nobody upstream could handle it.
                loaded = _current;
                errors.Add("(configuration)", $"could not be read, correct it and save it again: {e.Message}");
            }

            _lastReloadErrors = errors.ToArray();
            if (errors.Count > 0)
            {
                Interlocked.Increment(ref _failedReloads);
                ConfigurationSourceLog.Refused(_logger, _current.Version, string.Join("; ", _lastReloadErrors));
                return false;
            }

            Swap(loaded, errors.Doubts);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var watch in _watches)
                watch.Dispose();
            _watches.Clear();
        }
    }

    private void Swap(EngineConfiguration loaded, IReadOnlyList<ConfigurationError> doubts)
    {
        var before = _current;
        _current = loaded;
        if (_eventTypes is not null)
            _eventTypes.Current = loaded.KnownTypes;
        if (_language is not null)
            _language.Locale = loaded.Engine.DefaultLocale;
        ConfigurationSourceLog.Loaded(_logger, loaded.Version, loaded.Rules.Rules.Length, loaded.Limits.Length);
        foreach (var doubt in doubts)
            EventTypeLog.Doubtful(_logger, doubt.Path, doubt.Message);
        try
        {
            Changed?.Invoke(before, loaded);
        }
        catch (Exception e)
        {
            // The change is in force; a listener that fails must not make the file watcher's thread fail.
            ConfigurationSourceLog.ListenerFailed(_logger, e, loaded.Version);
        }
    }

    private void Watch()
    {
        if (_watches.Count > 0)
            return;
        foreach (var section in _inputs.Sections)
            _watches.Add(ChangeToken.OnChange(section.GetReloadToken, () => Reload()));
    }
}
