namespace Notifications;

/// <summary>A template's texts for one channel and language. What is missing here is taken from the texts for all channels in the same language.</summary>
public sealed record TemplateTexts
{
    /// <summary>The channel's name, or its kind such as <c>email</c>. Default: null, all channels.</summary>
    public string? Channel { get; init; }

    /// <summary>The language tag, such as <c>fr</c> or <c>fr-CA</c>. Default: null, when there is nothing in the recipient's language.</summary>
    public string? Locale { get; init; }

    /// <summary>The subject; line breaks in it become spaces. Default: the first line of the text.</summary>
    public string? Subject { get; init; }

    /// <summary>The plain text. Default: that of <see cref="Markdown"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML; values are escaped. Default: that of <see cref="Markdown"/>.</summary>
    public string? Html { get; init; }

    /// <summary>CommonMark; values are escaped. Default: none.</summary>
    public string? Markdown { get; init; }

    /// <summary>Vendor-specific JSON; values are escaped for JSON strings, on a channel of kind <c>slack</c> also for mrkdwn. Default: none.</summary>
    public string? Blocks { get; init; }
}
