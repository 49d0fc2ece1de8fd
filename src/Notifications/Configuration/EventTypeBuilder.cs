using System.Diagnostics.CodeAnalysis;

namespace Notifications.Configuration;

/// <summary>Writes an event type in code.</summary>
public sealed class EventTypeBuilder
{
    internal EventTypeBuilder(string name) => Document = new EventTypeDocument { Name = name };

    /// <summary>The event type so far.</summary>
    public EventTypeDocument Document { get; private set; }

    /// <summary>Says what it means, for people.</summary>
    /// <param name="description">At most 4,096 characters.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Description(string description) => With(Document with { Description = description });

    /// <summary>Sets the category of its messages, where the rule gives none.</summary>
    /// <param name="category">1 to 128 characters.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Category(string category) => With(Document with { Category = category });

    /// <summary>Sets the severity of events that state none.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Severity(Severity severity) => With(Document with { DefaultSeverity = severity });

    /// <summary>Says what the data looks like.</summary>
    /// <param name="schema">JSON Schema (draft 2020-12), at most 256 KiB.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Schema([StringSyntax(StringSyntaxAttribute.Json)] string schema) => With(Document with { Schema = schema });

    /// <summary>Gives data as an example; it has to match the schema.</summary>
    /// <param name="sample">JSON.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Sample([StringSyntax(StringSyntaxAttribute.Json)] string sample) => Sample(EventData.FromJson(sample));

    /// <summary>Gives data as an example; it has to match the schema.</summary>
    /// <param name="sample">The data, for example <c>EventData.From(new OrderFailed(…), ShopJsonContext.Default.OrderFailed)</c>.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Sample(EventData sample) => With(Document with { Sample = sample });

    /// <summary>Names the template for a channel, where the rule names none.</summary>
    /// <param name="channel">The channel's name, its kind such as <c>email</c>, or <c>*</c> for all.</param>
    /// <param name="template">The template.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Template(string channel, string template) =>
        With(Document with { Templates = new Dictionary<string, string>(Document.Templates, StringComparer.OrdinalIgnoreCase) { [channel] = template } });

    /// <summary>Adds words to find it by.</summary>
    /// <param name="tags">Words of 1 to 64 characters.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Tags(params string[] tags) => With(Document with { Tags = [.. Document.Tags, .. tags] });

    /// <summary>Says what becomes of events that do not match the schema.</summary>
    /// <param name="validation">The policy. Default: that of the engine.</param>
    /// <returns>The builder.</returns>
    public EventTypeBuilder Validation(EventValidation validation) => With(Document with { Validation = validation });

    private EventTypeBuilder With(EventTypeDocument document)
    {
        Document = document;
        return this;
    }
}
