using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Notifications.Sections;

/// <summary>Tells of changes of a section, but only of good ones. A bad one is logged, and what runs goes on.</summary>
internal sealed class SectionWatch<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions> : IOptionsChangeTokenSource<TOptions>, IDisposable
    where TOptions : class
{
    private readonly SectionSource<TOptions> _source;
    private readonly IOptionsFactory<TOptions> _factory;
    private readonly ILogger _logger;
    private readonly IDisposable _registration;
    private readonly Lock _gate = new();
    private ConfigurationReloadToken _changed = new();

    public SectionWatch(SectionSource<TOptions> source, IOptionsFactory<TOptions> factory, ILogger logger)
    {
        (_source, _factory, _logger) = (source, factory, logger);
        _registration = ChangeToken.OnChange(source.Section.GetReloadToken, Look);
    }

    public string? Name => _source.Name;

    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);

    public void Dispose() => _registration.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            try
            {
                _source.TakeOver(_factory);
            }
            catch (OptionsValidationException e)
            {
                SectionLog.Refused(_logger, _source.Owner, string.Join(" ", e.Failures));
                return;
            }
            catch (Exception e)
            {
                // A provider that is away, code that configures and fails: nobody upstream could handle it.
                SectionLog.Refused(_logger, _source.Owner, $"The section could not be read, correct it and save it again: {e.Message}");
                return;
            }

            Tell();
        }
    }

    private void Tell()
    {
        var changed = Interlocked.Exchange(ref _changed, new ConfigurationReloadToken());
        try
        {
            changed.OnReload();
        }
        catch (Exception e)
        {
            // The change is in force; a listener that fails must not make the file watcher's thread fail.
            SectionLog.ListenerFailed(_logger, e, _source.Owner);
        }
    }
}
