using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Notifications.Publishing;

/// <summary>Reads events from JSON: CloudEvents 1.0 in structured mode, or the plain form.</summary>
/// <remarks>
/// <para>CloudEvents (<see href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md"/>) are known by <c>specversion</c>.
/// The extension attributes <c>severity</c>, <c>status</c>, <c>tenantid</c>, <c>correlationkey</c>, <c>idempotencykey</c>, <c>traceparent</c> and <c>drill</c> are taken;
/// others are ignored. Labels are <c>data.labels</c>, if that is an object of texts.</para>
/// <para>The plain form has the members of <see cref="NotificationEvent"/> in camel case; only <c>type</c> is needed. Members it does not know are ignored.</para>
/// <para>A severity is read as by <see cref="SeverityNames"/>. A status is <c>firing</c> (also <c>detected</c>, <c>triaged</c>), <c>acknowledged</c>
/// (<c>investigating</c>, <c>remediating</c>), <c>resolved</c> (<c>closed</c>) or <c>none</c>, ignoring case. Times have an offset or <c>Z</c> (RFC 3339).
/// What else is wrong with an event is said when it is published.</para>
/// </remarks>
public static class NotificationEventJson
{
    /// <summary>Reads one event. Never throws, whatever the bytes are.</summary>
    /// <param name="utf8">One JSON object, at most 128 levels deep.</param>
    /// <param name="notificationEvent">The event; it keeps nothing of <paramref name="utf8"/>.</param>
    /// <param name="error">What is wrong, and the fix: <see cref="NotificationErrorCode.InvalidData"/> when it is no JSON object,
    /// <see cref="NotificationErrorCode.InvalidAttribute"/> when a member is not what it should be.</param>
    /// <returns>True when there is an event.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out NotificationEvent? notificationEvent, [NotNullWhen(false)] out NotificationError? error)
    {
        notificationEvent = null;
        if (!Utf8.IsValid(utf8))
        {
            error = new(NotificationErrorCode.InvalidData, "The event is no valid UTF-8: write the JSON as UTF-8.");
            return false;
        }

        try
        {
            var reader = new EventJsonReader(utf8);
            notificationEvent = reader.Read();
            error = reader.Error;
        }
        catch (JsonException problem)
        {
            error = new(NotificationErrorCode.InvalidData, $"The event is no JSON object of at most {EventJsonReader.MaxDepth} levels: {problem.Message}");
        }
        catch (InvalidOperationException)
        {
            error = new(NotificationErrorCode.InvalidData, "The event has a text that is no valid Unicode (half a surrogate pair): cut text between characters, not within one.");
        }

        if (error is not null)
            notificationEvent = null;
        return notificationEvent is not null;
    }
}
