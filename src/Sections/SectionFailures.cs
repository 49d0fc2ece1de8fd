namespace Notifications.Sections;

/// <summary>What is wrong in a section, in words for the start's error and for the log.</summary>
internal sealed class SectionFailures(string owner) : ISectionErrors
{
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public void Add(string path, string message) => _texts.Add($"{owner}: {path}: {message}{(message.EndsWith('?') ? string.Empty : ".")}");
}
