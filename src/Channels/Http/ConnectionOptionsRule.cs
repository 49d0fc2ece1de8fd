namespace Notifications.Http;

/// <summary>What is wrong with the options that all channels over HTTP have. The texts repeat no URL: it may carry a secret.</summary>
internal static class ConnectionOptionsRule
{
    public static void Check(IConnectionOptions options, List<string> errors)
    {
        if (options.ProxyUrl is { } proxy && !(Uri.TryCreate(proxy, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.UserInfo.Length == 0))
            errors.Add("ProxyUrl is no absolute http URL without user information.");
        foreach (var port in options.AllowedPorts)
        {
            if (port is < 1 or > 65_535)
                errors.Add($"AllowedPorts has {port}; ports are 1 to 65535.");
        }

        CheckRange(errors, "ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        CheckRange(errors, "ConnectionLifetime", options.ConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        if (options.MaxConnectionsPerServer is < 1 or > 1024)
            errors.Add($"MaxConnectionsPerServer is {options.MaxConnectionsPerServer}; give 1 to 1,024.");
    }

    public static void CheckRange(List<string> errors, string what, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
            errors.Add($"{what} is {value}; give {min} to {max}.");
    }
}
