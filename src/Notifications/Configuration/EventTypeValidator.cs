namespace Notifications.Configuration;

/// <summary>Checks the registered event types.</summary>
internal static class EventTypeValidator
{
    public static void Validate(List<EventTypeEntry> entries, ErrorList errors)
    {
        Dictionary<Type, string> names = [];
        foreach (var entry in entries)
        {
            var path = $"Events:{entry.ClrType.Name}";
            if (string.IsNullOrWhiteSpace(entry.Name) || entry.Name.AsSpan().ContainsAny("*? \t\r\n"))
                errors.Add(path, $"'{entry.Name}' is no event type; write dotted words without wildcards and spaces, such as 'order.failed'");
            if (!names.TryAdd(entry.ClrType, entry.Name) && names[entry.ClrType] != entry.Name)
                errors.Add(path, $"the type is registered as '{names[entry.ClrType]}' and as '{entry.Name}'; remove one AddEvent");
        }
    }
}
