using System.Text;

namespace Notifications.Email.Smtp;

/// <summary>What the server said it can, in its answer to EHLO (RFC 5321, section 4.1.1.1). Asked anew after STARTTLS: what was said in plain text counts for nothing.</summary>
internal sealed class SmtpCapabilities
{
    public bool HasStartTls { get; private set; }

    /// <summary>RFC 2920.</summary>
    public bool HasPipelining { get; private set; }

    /// <summary>RFC 6152.</summary>
    public bool HasEightBitMime { get; private set; }

    /// <summary>RFC 6531.</summary>
    public bool HasSmtpUtf8 { get; private set; }

    /// <summary>Addresses, and with them headers, may have characters outside ASCII (RFC 6531, section 3.1: such a server takes eight bits too).</summary>
    public bool TakesUtf8 => HasSmtpUtf8 && HasEightBitMime;

    /// <summary>RFC 1870.</summary>
    public bool HasSize { get; private set; }

    /// <summary>The largest message; 0 when the server names none.</summary>
    public long MaxSize { get; private set; }

    public bool HasPlain { get; private set; }

    public bool HasLogin { get; private set; }

    public bool HasXOAuth2 { get; private set; }

    public bool HasExternal { get; private set; }

    /// <summary>Takes one line of the answer.</summary>
    public void Add(ReadOnlySpan<byte> line, bool isFirst)
    {
        if (isFirst)
            return;
        var text = Encoding.Latin1.GetString(line).Trim();
        var words = text.Split((char[])[' ', '='], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        switch (words.Length > 0 ? words[0].ToUpperInvariant() : string.Empty)
        {
            case "STARTTLS":
                HasStartTls = true;
                break;
            case "PIPELINING":
                HasPipelining = true;
                break;
            case "8BITMIME":
                HasEightBitMime = true;
                break;
            case "SMTPUTF8":
                HasSmtpUtf8 = true;
                break;
            case "SIZE":
                HasSize = true;
                MaxSize = words.Length > 1 && long.TryParse(words[1], System.Globalization.NumberStyles.None, null, out var size) ? size : 0;
                break;
            case "AUTH":
                AddMechanisms(words);
                break;
        }
    }

    private void AddMechanisms(string[] words)
    {
        foreach (var word in words)
        {
            HasPlain |= word.Equals("PLAIN", StringComparison.OrdinalIgnoreCase);
            HasLogin |= word.Equals("LOGIN", StringComparison.OrdinalIgnoreCase);
            HasXOAuth2 |= word.Equals("XOAUTH2", StringComparison.OrdinalIgnoreCase);
            HasExternal |= word.Equals("EXTERNAL", StringComparison.OrdinalIgnoreCase);
        }
    }
}
