namespace Notifications;

/// <summary>Selects events, for silences and inhibitions. All that is stated must hold, and something has to be stated: a selector that takes everything is refused.</summary>
public sealed record EventSelector
{
    /// <summary>Globs of event types, of which one must match; wildcards are <c>*</c> and <c>?</c>.</summary>
    /// <value>At most 1,000, of at most 256 characters. Default: empty, any type.</value>
    public IList<string> EventTypes { get; set; } = [];

    /// <summary>The lowest severity that it takes.</summary>
    /// <value>Default: <see cref="Severity.Info"/>, all.</value>
    public Severity MinSeverity { get; set; }

    /// <summary>Label matchers, of which all must hold: <c>team="db"</c>, <c>team!="x"</c>, <c>team=~"a|b"</c>, <c>team!~"test.*"</c>.
    /// A missing label equals the empty string; expressions match the whole value, in time linear in its length.</summary>
    /// <value>At most 100, patterns of at most 1,024 characters. Default: empty.</value>
    public IList<string> Matchers { get; set; } = [];

    /// <summary>A condition in CEL over <c>event</c>. In configuration also under the key <c>When</c>. One that does not compile is refused; one that fails when it runs counts
    /// as false, so that nothing is held, with the error in the trace.</summary>
    /// <value>At most 16,384 characters. Default: null.</value>
    public string? Expression { get; set; }

    /// <summary>Selects by label matchers.</summary>
    /// <param name="matchers">The matchers, of which all must hold.</param>
    /// <returns>The selector.</returns>
    public static EventSelector Where(params ReadOnlySpan<string> matchers) => new() { Matchers = [.. matchers] };

    /// <summary>Selects by an expression.</summary>
    /// <param name="expression">The condition in CEL.</param>
    /// <returns>The selector.</returns>
    public static EventSelector When(string expression) => new() { Expression = expression };
}
