using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Notifications.Configuration;

/// <summary>A section whose values are read through a view.</summary>
internal sealed class EnvironmentSection(IConfigurationSection inner, EnvironmentView view) : IConfigurationSection
{
    public string Key => inner.Key;

    public string Path => inner.Path;

    public string? Value
    {
        get => view.Read(inner.Value);
        set => inner.Value = value;
    }

    public string? this[string key]
    {
        get => view.Read(inner[key]);
        set => inner[key] = value;
    }

    public IConfigurationSection GetSection(string key) => new EnvironmentSection(inner.GetSection(key), view);

    public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => new EnvironmentSection(child, view));

    public IChangeToken GetReloadToken() => inner.GetReloadToken();
}
