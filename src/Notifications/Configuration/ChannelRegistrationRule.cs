namespace Notifications.Configuration;

/// <summary>What the registrations of channels have to look like.</summary>
internal static class ChannelRegistrationRule
{
    private const int MaxName = 64;
    private const int MaxProviders = 32;

    public static void Check(IReadOnlyList<ChannelRegistration> registrations, List<ConfigurationError> errors)
    {
        foreach (var group in registrations.GroupBy(static r => r.Name, StringComparer.OrdinalIgnoreCase))
        {
            var path = $"Channels:{group.Key}";
            if (group.Key.Length is 0 or > MaxName || !group.Key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                errors.Add(new ConfigurationError(path, $"The channel's name '{group.Key}' is not allowed: use 1 to {MaxName} letters, digits, '-', '_' or '.'."));
            if (group.Count() > MaxProviders)
                errors.Add(new ConfigurationError(path, $"The channel has {group.Count()} providers, at most {MaxProviders} are possible: spread them over several channels."));
            foreach (var twice in group.GroupBy(static r => r.Provider, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1))
            {
                errors.Add(new ConfigurationError(path,
                    $"The channel is added {twice.Count()} times as '{twice.Key}': give one of them another name, or add it as a further provider with AddProvider."));
            }
        }
    }
}
