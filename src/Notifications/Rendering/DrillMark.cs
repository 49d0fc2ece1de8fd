namespace Notifications.Rendering;

/// <summary>Marks the content of an exercise, in every form that a channel may show: what an author forgets, nobody must take for real.</summary>
internal static class DrillMark
{
    public const string Drill = "[DRILL]";
    public const string Exercice = "[EXERCICE]";

    /// <summary>Marks content that is not marked yet.</summary>
    /// <param name="content">What was rendered.</param>
    /// <param name="locale">The message's language; null for English.</param>
    /// <returns>The same when it bears the mark already.</returns>
    public static NotificationContent Apply(NotificationContent content, string? locale)
    {
        if (IsMarked(content.Subject) && IsMarked(content.Text))
            return content;
        var mark = For(locale);
        return content with
        {
            Subject = $"{mark} {content.Subject}",
            Text = $"{mark} {content.Text}",
            Html = content.Html is { } html ? Html(html, mark) : null,
            Markdown = content.Markdown is { } markdown ? $"**{mark[1..^1]}**\n\n{markdown}" : null,

            // A vendor's own form cannot be marked by who does not know it: it stays only if its author has marked it.
            Blocks = content.Blocks?.ToString() is { } blocks && blocks.Contains(mark, StringComparison.Ordinal) ? content.Blocks : null,
        };
    }

    public static string For(string? locale) =>
        locale is not null && locale.StartsWith("fr", StringComparison.OrdinalIgnoreCase) && (locale.Length == 2 || locale[2] is '-' or '_') ? Exercice : Drill;

    private static bool IsMarked(string text) => text.StartsWith(Drill, StringComparison.Ordinal) || text.StartsWith(Exercice, StringComparison.Ordinal);

    private static string Html(string html, string mark)
    {
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var at = body < 0 ? -1 : html.IndexOf('>', body);
        return html.Insert(at + 1, $"<p><strong>{mark}</strong></p>");
    }
}
