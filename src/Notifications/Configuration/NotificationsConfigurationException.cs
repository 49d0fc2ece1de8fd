namespace Notifications.Configuration;

/// <summary>The configuration is invalid. Thrown at the start of the host, with all errors at once.</summary>
public sealed class NotificationsConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">All that is wrong.</param>
    public NotificationsConfigurationException(IReadOnlyList<ConfigurationError> errors)
        : base(Describe(errors)) => Errors = errors;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    private static string Describe(IReadOnlyList<ConfigurationError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return $"The configuration of the notifications has {errors.Count} error{(errors.Count == 1 ? string.Empty : "s")}:{Environment.NewLine}- "
            + string.Join(Environment.NewLine + "- ", errors);
    }
}
