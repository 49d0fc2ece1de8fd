namespace Notifications;

/// <summary>Reads severities as people and alerting systems write them.</summary>
public static class SeverityNames
{
    /// <summary>Reads <c>Info</c>, <c>Low</c>, <c>Medium</c>, <c>High</c>, <c>Critical</c>, <c>P4</c> to <c>P0</c>, or the common synonyms
    /// <c>warning</c> (Medium), <c>error</c> and <c>page</c> (High) and <c>none</c> (Info), ignoring case and white space around.</summary>
    /// <param name="text">The text; null and empty are not a severity.</param>
    /// <param name="severity">The severity, or <see cref="Severity.Info"/> when the text is none.</param>
    /// <returns>True when the text names a severity.</returns>
    public static bool TryParse(string? text, out Severity severity)
    {
        (bool known, severity) = text?.Trim().ToUpperInvariant() switch
        {
            "CRITICAL" or "P0" => (true, Severity.Critical),
            "HIGH" or "P1" or "ERROR" or "PAGE" => (true, Severity.High),
            "MEDIUM" or "P2" or "WARNING" => (true, Severity.Medium),
            "LOW" or "P3" => (true, Severity.Low),
            "INFO" or "P4" or "NONE" => (true, Severity.Info),
            _ => (false, Severity.Info),
        };
        return known;
    }
}
