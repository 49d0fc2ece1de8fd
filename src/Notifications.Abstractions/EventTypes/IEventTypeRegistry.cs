namespace Notifications;

/// <summary>The event types that are registered, for rule builders, previews and documentation. Follows the configuration; empty before the host has started.</summary>
public interface IEventTypeRegistry
{
    /// <summary>Lists the types.</summary>
    /// <returns>The documents in order of their names.</returns>
    IReadOnlyList<EventTypeDocument> List();

    /// <summary>Finds what holds for a type.</summary>
    /// <param name="type">An event's type.</param>
    /// <returns>The document of that name, else the one of the glob with the most fixed characters; null when the type is unknown.</returns>
    EventTypeDocument? Find(string type);

    /// <summary>Checks data against the schema of a type, as intake does, whatever the policy is.</summary>
    /// <param name="type">An event's type.</param>
    /// <param name="data">The data; null for none.</param>
    /// <returns>What does not match; null when it matches, or when there is no schema.</returns>
    NotificationError? Check(string type, EventData? data);

    /// <summary>Makes an event of the sample, for a preview or a test.</summary>
    /// <param name="type">An event's type.</param>
    /// <returns>An event of that type with the default severity; null when there is no sample.</returns>
    NotificationEvent? CreateSample(string type);

    /// <summary>Says why nothing can be read at a place of the data, for editors of templates and conditions.</summary>
    /// <param name="type">An event's type.</param>
    /// <param name="path">The names from the top of the data.</param>
    /// <returns>What is wrong, with the closest name; null when there can be something, or when there is no schema.</returns>
    string? FindProblem(string type, IReadOnlyList<string> path);
}
