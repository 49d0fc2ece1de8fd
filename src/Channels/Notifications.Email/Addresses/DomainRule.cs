using System.Globalization;

namespace Notifications.Email;

/// <summary>What may stand behind the at sign: letters, digits and hyphens in labels (RFC 1123), international names as punycode.</summary>
internal static class DomainRule
{
    private const int MaxDomain = 253;
    private const int MaxLabel = 63;
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    public static bool TryNormalize(string text, out string domain)
    {
        domain = text.ToLowerInvariant();
        if (!System.Text.Ascii.IsValid(text))
        {
            try
            {
                domain = Idn.GetAscii(text).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        return IsHostName(domain);
    }

    public static bool IsHostName(string text)
    {
        if (text.Length is 0 or > MaxDomain)
            return false;
        foreach (var range in text.AsSpan().Split('.'))
        {
            var label = text.AsSpan(range);
            if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }

        return true;
    }
}
