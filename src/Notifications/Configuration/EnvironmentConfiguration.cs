using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Notifications.Configuration;

/// <summary>A configuration whose values are read through a view.</summary>
internal sealed class EnvironmentConfiguration(IConfiguration inner, EnvironmentView view) : IConfiguration
{
    public string? this[string key]
    {
        get => view.Read(inner[key]);
        set => inner[key] = value;
    }

    public IConfigurationSection GetSection(string key) => new EnvironmentSection(inner.GetSection(key), view);

    public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => new EnvironmentSection(child, view));

    public IChangeToken GetReloadToken() => inner.GetReloadToken();
}
