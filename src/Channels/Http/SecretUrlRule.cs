namespace Notifications.Http;

/// <summary>Which destinations are secrets: URLs that say more than a host, since paths and queries of webhooks carry tokens; and what was to be one.</summary>
internal static class SecretUrlRule
{
    public static bool IsSecret(string destination) =>
        Uri.TryCreate(destination, UriKind.Absolute, out var url)
            ? url.PathAndQuery.Length > 1 || url.Fragment.Length > 0 || url.UserInfo.Length > 0
            : destination.Contains('/', StringComparison.Ordinal);
}
