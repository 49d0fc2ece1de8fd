namespace Notifications.Http.Guard;

/// <summary>A name led to an address that is not allowed. No packet has left.</summary>
internal sealed class DestinationRefusedException(string message) : Exception(message);
