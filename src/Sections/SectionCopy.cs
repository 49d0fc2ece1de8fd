using Microsoft.Extensions.Configuration;

namespace Notifications.Sections;

/// <summary>A section as it was at one moment.</summary>
internal sealed class SectionCopy
{
    public SectionCopy(IConfiguration section)
    {
        Values = new ConfigurationBuilder().AddInMemoryCollection(section.AsEnumerable(makePathsRelative: true)).Build();
        IsText = section is IConfigurationSection { Value.Length: > 0 };
    }

    public IConfiguration Values { get; }

    /// <summary>Somebody wrote a text where a section belongs.</summary>
    public bool IsText { get; }
}
