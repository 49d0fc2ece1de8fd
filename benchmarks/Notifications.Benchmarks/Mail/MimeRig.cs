using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Email;
using Notifications.Email.Mime;

namespace Notifications.Benchmarks.Mail;

/// <summary>Composes mails with an attachment of 1 MB and writes them to a stream that copies them, as a connection does.</summary>
internal sealed class MimeRig : IRig
{
    public const int Items = 400;
    public const int AttachmentBytes = 1 << 20;

    private readonly MailAuthor _author = new(new EmailOptions { Host = "localhost", From = "ops@acme.test", To = "oncall@acme.test" }, null, null);
    private readonly ChannelMessage _message = new()
    {
        DeliveryId = new NotificationId(1, 1),
        Event = new NotificationEvent { Type = "report.ready" },
        Content = MailContent.Content with { Attachments = [new() { Name = "report.bin", Content = Attachment() }] },
    };

    public static ValueTask<IRig> CreateAsync() => new(new MimeRig());

    public static byte[] Attachment() => [.. Enumerable.Range(0, AttachmentBytes).Select(static i => (byte)(i * 31))];

    public async ValueTask<Sample> RunAsync()
    {
        var copy = new CopyStream();
        var composer = new MailComposer(_author);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Items; i++)
        {
            var addressing = MailAddressing.Read(_message, _author, out _)!;
            var mail = await composer.ComposeAsync(_message, addressing, default);
            await mail.WriteToAsync(copy, default);
            await mail.CloseAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        if (copy.Total < Items * (long)AttachmentBytes * 4 / 3)
            throw new AccountingException($"{copy.Total} bytes were written");
        return new Sample(Items / elapsed.TotalSeconds, bytes / (double)Items);
    }

    public ValueTask DisposeAsync() => default;
}
