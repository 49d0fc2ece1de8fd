namespace Notifications;

/// <summary>A place of the event's data that a template reads.</summary>
/// <param name="Path">The names from the top of the data.</param>
/// <param name="IsCertain">True for what is written out (<c>event.data.region</c>); false for a bare name, which a label or a rule's value may give as well.</param>
/// <param name="Place">Where in the template: channel, language and text such as <c>email/fr/html</c>.</param>
public sealed record TemplateRead(IReadOnlyList<string> Path, bool IsCertain, string Place);
