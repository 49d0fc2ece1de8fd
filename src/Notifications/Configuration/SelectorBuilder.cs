namespace Notifications.Configuration;

/// <summary>Writes a selector in code. All that is stated must hold; verbs that take lists add to them.</summary>
public sealed class SelectorBuilder
{
    internal SelectorBuilder()
    {
    }

    /// <summary>The selector so far.</summary>
    public EventSelector Document { get; } = new();

    /// <summary>Takes events whose type matches one of the globs.</summary>
    /// <param name="types">See <see cref="EventSelector.EventTypes"/>.</param>
    /// <returns>The builder.</returns>
    public SelectorBuilder OnEvent(params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
            Document.EventTypes.Add(type);
        return this;
    }

    /// <summary>Takes events of this severity and above.</summary>
    /// <param name="severity">The lowest severity.</param>
    /// <returns>The builder.</returns>
    public SelectorBuilder MinSeverity(Severity severity)
    {
        Document.MinSeverity = severity;
        return this;
    }

    /// <summary>Takes events whose labels match all matchers.</summary>
    /// <param name="matchers">For example <c>team="db"</c>, see <see cref="EventSelector.Matchers"/>.</param>
    /// <returns>The builder.</returns>
    public SelectorBuilder WhereLabel(params ReadOnlySpan<string> matchers)
    {
        foreach (var matcher in matchers)
            Document.Matchers.Add(matcher);
        return this;
    }

    /// <summary>Takes events for which the CEL expression holds; called again, all must hold.</summary>
    /// <param name="expression">For example <c>event.severity &gt;= severity.high &amp;&amp; event.data.region == "eu"</c>.</param>
    /// <returns>The builder.</returns>
    public SelectorBuilder When(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);

        // On lines of their own, so that a comment at an expression's end ends there.
        Document.Expression = Document.Expression is { } before ? $"({before}\n) && (\n{expression}\n)" : expression;
        return this;
    }
}
