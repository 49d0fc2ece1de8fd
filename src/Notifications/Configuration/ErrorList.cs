using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Collects all errors of one load, so that they are shown at once.</summary>
internal sealed class ErrorList : ISectionErrors
{
    private readonly List<ConfigurationError> _errors = [];

    private readonly List<ConfigurationError> _doubts = [];

    /// <summary>What may be meant as it is, and goes to the log.</summary>
    public IReadOnlyList<ConfigurationError> Doubts => _doubts;

    public int Count => _errors.Count;

    public void Add(string path, string message) => _errors.Add(new ConfigurationError(path, message));

    public void Doubt(string path, string message) => _doubts.Add(new ConfigurationError(path, message));

    public IReadOnlyList<ConfigurationError> ToArray() => _errors.ToArray();
}
