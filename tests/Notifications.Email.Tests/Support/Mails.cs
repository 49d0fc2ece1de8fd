using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Notifications.Email.Mime;

namespace Notifications.Email.Tests.Support;

/// <summary>Composes mails without a server.</summary>
internal static class Mails
{
    public static async Task<byte[]> ComposeAsync(ChannelMessage message, Action<EmailOptions>? configure = null, IAttachmentSource? source = null)
    {
        var options = new EmailOptions { Host = "localhost", From = "Acme Ops <ops@acme.test>" };
        configure?.Invoke(options);
        var author = new MailAuthor(options, source, null);
        var addressing = MailAddressing.Read(message, author, out var refusal);
        addressing.ShouldNotBeNull(refusal?.ToString());
        var mail = await new MailComposer(author).ComposeAsync(message, addressing, default);
        var bytes = new MemoryStream();
        await mail.WriteToAsync(bytes, default);
        if (mail.Size is { } size)
            bytes.Length.ShouldBe(size);
        await mail.CloseAsync();
        return bytes.ToArray();
    }

    public static async Task<string> ComposeTextAsync(ChannelMessage message, Action<EmailOptions>? configure = null) =>
        System.Text.Encoding.UTF8.GetString(await ComposeAsync(message, configure));

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
