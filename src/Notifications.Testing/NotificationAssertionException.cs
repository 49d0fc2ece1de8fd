namespace Notifications.Testing;

/// <summary>An expectation of a test was not met. The text shows what was recorded instead; every test framework reports it as a failure.</summary>
/// <param name="message">What was expected, and what was recorded.</param>
public sealed class NotificationAssertionException(string message) : Exception(message);
