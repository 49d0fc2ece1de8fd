namespace Notifications.Storage.Journal;

/// <summary>A journal cannot be opened; the text says what an operator has to do.</summary>
public sealed class JournalException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What is wrong, and the fix.</param>
    /// <param name="innerException">What the disk said; null for nothing.</param>
    public JournalException(JournalError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>Why.</summary>
    public JournalError Error { get; }
}
