using System.Diagnostics.CodeAnalysis;

namespace Notifications.PagerDuty;

/// <summary>An absolute http or https address that PagerDuty can show as a link.</summary>
internal static class LinkRule
{
    private const int MaxLength = 2048;

    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        return text is { Length: > 0 and <= MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0 && url.AbsoluteUri.Length <= MaxLength;
    }
}
