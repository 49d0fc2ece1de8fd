using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Notifications.Tests.Configuration;

/// <summary>Configuration from JSON text that a test can change.</summary>
internal sealed class ConfigurationText : ConfigurationProvider, IConfigurationSource
{
    public ConfigurationText(string json) => Read(json);

    public static IConfigurationRoot Root(string json, out ConfigurationText text)
    {
        text = new ConfigurationText(json);
        return new ConfigurationBuilder().Add(text).Build();
    }

    public static IConfigurationRoot Root(string json) => Root(json, out _);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Change(string json)
    {
        Read(json);
        OnReload();
    }

    private void Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var parsed = new ConfigurationBuilder().AddJsonStream(stream).Build();
        Data = parsed.AsEnumerable().ToDictionary(static p => p.Key, static p => p.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var key in Data.Where(static p => p.Value is null).Select(static p => p.Key).ToArray())
        {
            if (parsed.GetSection(key).GetChildren().Any())
                Data.Remove(key);
        }
    }
}
