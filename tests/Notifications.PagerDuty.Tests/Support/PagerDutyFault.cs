namespace Notifications.PagerDuty.Tests.Support;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Status">Answered instead of taking the event; 0 never answers.</param>
/// <param name="RetryAfter">The header's value.</param>
/// <param name="Body">The answer's text.</param>
/// <param name="Takes">The event is taken all the same, and only the answer is lost.</param>
internal sealed record PagerDutyFault(int Status, string? RetryAfter = null, string? Body = null, bool Takes = false)
{
    /// <summary>Takes the event and never answers.</summary>
    public static PagerDutyFault Hang { get; } = new(0, Takes: true);
}
