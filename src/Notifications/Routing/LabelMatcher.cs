using System.Text.RegularExpressions;

namespace Notifications.Routing;

/// <summary>One comparison of a label: <c>= != =~ !~</c>. A missing label equals the empty string.</summary>
internal sealed class LabelMatcher
{
    private readonly string _value;
    private readonly Regex? _regex;
    private readonly bool _negated;

    public LabelMatcher(string name, string value, Regex? regex, bool negated)
    {
        Name = name;
        _value = value;
        _regex = regex;
        _negated = negated;
    }

    public string Name { get; }

    /// <summary>The one value that the label must have; null when several will do, or none.</summary>
    public string? RequiredValue => _regex is null && !_negated && _value.Length > 0 ? _value : null;

    public bool IsMatch(NotificationEvent notificationEvent)
    {
        var actual = notificationEvent.Labels.TryGetValue(Name, out var value) ? value : string.Empty;
        var matches = _regex is null ? string.Equals(actual, _value, StringComparison.Ordinal) : _regex.IsMatch(actual);
        return matches != _negated;
    }
}
