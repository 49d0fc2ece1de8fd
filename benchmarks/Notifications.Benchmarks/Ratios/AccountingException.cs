namespace Notifications.Benchmarks.Ratios;

/// <summary>An item was lost, doubled or left: a figure that was reached so counts for nothing.</summary>
internal sealed class AccountingException(string message) : Exception(message);
