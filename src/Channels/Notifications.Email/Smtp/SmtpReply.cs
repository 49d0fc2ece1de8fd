namespace Notifications.Email.Smtp;

/// <summary>What the server answered (RFC 5321, section 4.2), with its enhanced status code where it gave one (RFC 3463).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Enhanced">Subject and detail of the enhanced code, as in <c>1.1</c> of <c>5.1.1</c>; zeros when there is none.</param>
/// <param name="Text">The text of a failure, bounded and printable; null for success.</param>
internal readonly record struct SmtpReply(int Code, (int Subject, int Detail) Enhanced, string? Text)
{
    public bool IsOk => Code is >= 200 and < 300;

    public bool IsRefusal => Code >= 400;

    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>The server goes away, whatever was asked (RFC 5321, section 3.8).</summary>
    public bool IsClosing => Code == 421;

    /// <summary>For operators.</summary>
    public override string ToString()
    {
        var enhanced = Enhanced == default ? string.Empty : $" {Code / 100}.{Enhanced.Subject}.{Enhanced.Detail}";
        return string.IsNullOrEmpty(Text) ? $"SMTP {Code}{enhanced}" : $"SMTP {Code}{enhanced} ({Text})";
    }
}
