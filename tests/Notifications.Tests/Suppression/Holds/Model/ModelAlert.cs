namespace Notifications.Tests.Suppression.Holds.Model;

/// <summary>An alert of the reference model: its labels, and whether it fires.</summary>
internal sealed record ModelAlert(string Key, IReadOnlyDictionary<string, string> Labels)
{
    public string Label(string name) => Labels.GetValueOrDefault(name, string.Empty);
}
