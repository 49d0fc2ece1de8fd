using System.Diagnostics.CodeAnalysis;
using Notifications.Configuration;
using Notifications.Spelling;

namespace Notifications.Routing.Conditions;

/// <summary>Reads a path: <c>severity</c>, <c>labels.team</c>, <c>data.order.lines.0.sku</c>, <c>metadata.assetType</c>.</summary>
internal static class PathParser
{
    private const int MaxSteps = 64;

    private static readonly string[] Attributes = ["type", "source", "subject", "severity", "status", "tenant", "id", "correlationKey"];

    private static readonly string[] Known = [.. Attributes, "labels.", "data.", "metadata."];

    public static bool TryParse(string text, [NotNullWhen(true)] out EventPath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        error = null;
        var attribute = Array.FindIndex(Attributes, a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase));
        if (attribute >= 0)
        {
            path = new EventPath((PathRoot)attribute, string.Empty, []);
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var rest = dot < 0 ? string.Empty : text[(dot + 1)..];
        PathRoot? root = (dot < 0 ? text : text[..dot]).ToUpperInvariant() switch
        {
            "LABELS" when rest.Length > 0 => PathRoot.Label,
            "METADATA" when rest.Length > 0 => PathRoot.Metadata,
            "DATA" => PathRoot.Data,
            _ => null,
        };
        if (root is null)
        {
            error = $"'{text}' is no path; paths are {string.Join(", ", Attributes)}, labels.NAME, data.NAME and metadata.NAME"
                + (Suggestion.Closest(text, Known) is { } closest ? $"; did you mean '{closest}'?" : $"; did you mean 'data.{text}'?");
            return false;
        }

        var names = rest.Length == 0 ? [] : rest.Split('.');
        if (names.Length > MaxSteps || (root != PathRoot.Label && names.Contains(string.Empty, StringComparer.Ordinal)))
        {
            error = $"'{text}' has {(names.Length > MaxSteps ? $"more than {MaxSteps} steps" : "an empty step")}; write data.NAME.NAME, with the index for an array";
            return false;
        }

        path = new EventPath(root.Value, root == PathRoot.Data ? string.Empty : rest, root == PathRoot.Label ? [] : Array.ConvertAll(names, static n => new PathStep(n)));
        return true;
    }
}
