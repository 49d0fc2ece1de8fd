using Notifications.Routing;

namespace Notifications.Suppression.Inhibition;

/// <summary>An inhibition, compiled.</summary>
internal sealed class CompiledInhibition
{
    public required string Name { get; init; }

    public required int Ordinal { get; init; }

    /// <summary>An alert of each has to fire.</summary>
    public required CompiledRule[] Sources { get; init; }

    public required CompiledRule Target { get; init; }

    public required EqualLabel[] Equal { get; init; }

    /// <summary>What has to be equal, as the source states it. A missing label equals the empty text.</summary>
    public string SourceKey(NotificationEvent source) => Key(source, isSource: true);

    /// <summary>What has to be equal, as the target states it.</summary>
    public string TargetKey(NotificationEvent target) => Key(target, isSource: false);

    private string Key(NotificationEvent e, bool isSource)
    {
        if (Equal.Length == 0)
            return string.Empty;
        if (Equal.Length == 1)
            return Value(e, Equal[0], isSource);
        var values = new string[Equal.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Value(e, Equal[i], isSource);

        // No value contains the separator: labels have no control characters.
        return string.Join('\u001f', values);
    }

    private static string Value(NotificationEvent e, in EqualLabel label, bool isSource) =>
        e.Labels.TryGetValue(isSource ? label.Source : label.Target, out var value) ? value : string.Empty;
}
