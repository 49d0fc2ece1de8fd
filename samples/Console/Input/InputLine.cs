namespace Notifications.Samples.Storm.Input;

/// <summary>One line of input: an event, or what is wrong with it.</summary>
internal readonly record struct InputLine(long Number, NotificationEvent? Event, NotificationError? Error);
