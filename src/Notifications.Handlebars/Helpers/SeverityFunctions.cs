using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Helpers;

internal static class SeverityFunctions
{
    /// <summary><c>{{severityColor severity}}</c>: a colour on which white text is legible (WCAG 2.2, contrast 4.5).</summary>
    public static object? Color(RenderSession session, HelperArguments arguments) => ColorOf(arguments.Text(0));

    private static string ColorOf(string name) => name.ToLowerInvariant() switch
    {
        "critical" => "#b42318",
        "high" => "#b54708",
        "medium" => "#8a5a00",
        "low" => "#175cd3",
        "resolved" => "#067647",
        "acknowledged" => "#5925dc",
        _ => "#475467",
    };

    /// <summary><c>{{badge event}}</c>: what matters most of an event, in the recipient's language: that it ended or is taken care of, else how bad it is.</summary>
    public static object? Badge(RenderSession session, HelperArguments arguments) =>
        Settled(arguments[0]) is { } status ? StatusName(session, status) : SeverityName(session, Member(arguments[0], "severity"));

    /// <summary><c>{{badgeColor event}}</c>: the colour of <c>badge</c>.</summary>
    public static object? BadgeColor(RenderSession session, HelperArguments arguments) => ColorOf(Settled(arguments[0]) ?? Member(arguments[0], "severity"));

    /// <summary><c>{{severityMark severity}}</c>: one character for texts without colours.</summary>
    public static object? Mark(RenderSession session, HelperArguments arguments) => arguments.Text(0).ToLowerInvariant() switch
    {
        "critical" => "🔴",
        "high" => "🟠",
        "medium" => "🟡",
        "low" => "🔵",
        "resolved" => "✅",
        "acknowledged" => "👀",
        _ => "⚪",
    };

    /// <summary><c>{{severityLabel severity}}</c>: the severity's name in the recipient's language.</summary>
    public static object? Label(RenderSession session, HelperArguments arguments) => SeverityName(session, arguments.Text(0));

    private static string SeverityName(RenderSession session, string name)
    {
        if (session.Language != "fr")
            return name;
        return name.ToLowerInvariant() switch
        {
            "critical" => "Critique",
            "high" => "Élevée",
            "medium" => "Moyenne",
            "low" => "Faible",
            "info" => "Information",
            _ => name,
        };
    }

    /// <summary><c>{{statusLabel status}}</c>: the status's name in the recipient's language.</summary>
    public static object? Status(RenderSession session, HelperArguments arguments) => StatusName(session, arguments.Text(0));

    private static string StatusName(RenderSession session, string name)
    {
        return (name.ToLowerInvariant(), session.Language == "fr") switch
        {
            ("firing", false) => "Firing",
            ("acknowledged", false) => "Acknowledged",
            ("resolved", false) => "Resolved",
            ("firing", true) => "En cours",
            ("acknowledged", true) => "Pris en compte",
            ("resolved", true) => "Résolu",
            _ => name,
        };
    }

    private static string? Settled(object? e) => Member(e, "status") is "resolved" or "acknowledged" ? Member(e, "status") : null;

    private static string Member(object? e, string name) => ValueAccessor.TryGet(e, name, out var value) ? ValueText.Of(value) : string.Empty;
}
