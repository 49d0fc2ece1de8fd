using System.Text.RegularExpressions;

namespace Notifications.Routing.Conditions;

/// <summary>Holds when the whole text at a path matches an expression. A number matches as it is written; objects and arrays never match.</summary>
internal sealed class MatchesCondition(EventPath path, Regex regex) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent)
    {
        var value = path.Read(notificationEvent);
        if (value.Text is { } text)
            return regex.IsMatch(text);
        return value.TryReadText(regex, static (characters, expression) => expression.IsMatch(characters), out var matches) && matches;
    }
}
