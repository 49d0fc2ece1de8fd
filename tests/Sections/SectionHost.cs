using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Tests.Http;

namespace Notifications.Tests.Sections;

/// <summary>Options that come from a section, in a host without an engine.</summary>
internal sealed class SectionHost<TOptions> : IAsyncDisposable
    where TOptions : class
{
    private readonly MemorySection _memory = new();
    private readonly LogRecorder _log = new();
    private readonly ServiceProvider _services;
    private readonly string _name;

    public SectionHost(string name, Action<INotificationsBuilder, IConfiguration> add, params (string Key, string Value)[] values)
    {
        _name = name;
        Set(values);
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_log));
        add(new Builder(services), _memory.Root.GetSection("Given"));
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public TOptions Options => _services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(_name);

    /// <summary>What was logged about sections, with event id.</summary>
    public IReadOnlyList<string> Log => [.. _log.Lines.Where(static line => line.StartsWith("120", StringComparison.Ordinal))];

    public void Set(params (string Key, string Value)[] values) => _memory.Set([.. values.Select(static v => ($"Given:{v.Key}", v.Value))]);

    /// <summary>What the start says.</summary>
    public IReadOnlyList<string> Start()
    {
        try
        {
            _services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    /// <summary>The options that no key of the section sets.</summary>
    public IReadOnlyList<string> OptionsWithoutKey(Type type, string prefix = "")
    {
        var names = type.GetProperties().Select(static p => p.Name).ToArray();
        Set([.. names.Select(n => (prefix + n + ":x:y", "z"))]);
        var errors = Errors();
        return [.. names.Where(n => !errors.Any(text => text.Contains($"Given:{prefix}{n}:", StringComparison.Ordinal) && !text.Contains("no such key", StringComparison.Ordinal))
            && !errors.Any(text => text.Contains($"Given:{prefix}{n}:x", StringComparison.Ordinal)))];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }

    private IEnumerable<string> Errors()
    {
        try
        {
            _services.GetRequiredService<IOptionsFactory<TOptions>>().Create(_name);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private sealed class Builder(IServiceCollection services) : INotificationsBuilder
    {
        public IServiceCollection Services => services;
    }
}
