using Microsoft.Extensions.Configuration;

namespace Notifications.Tests.Hosting;

/// <summary>A configuration that a test changes while the engine runs.</summary>
internal sealed class MemorySection : ConfigurationProvider, IConfigurationSource
{
    public MemorySection() => Root = new ConfigurationBuilder().Add(this).Build();

    public IConfigurationRoot Root { get; }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Set(params (string Key, string Value)[] values)
    {
        Data = values.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }
}
