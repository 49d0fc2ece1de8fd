using System.Buffers.Text;
using System.Diagnostics;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Mail;

/// <summary>The limit of <c>mime</c>: makes the attachment's base64 in one piece, without lines, and copies it.</summary>
internal sealed class CopyRig : IRig
{
    private readonly byte[] _attachment = MimeRig.Attachment();
    private readonly byte[] _base64 = new byte[Base64.GetMaxEncodedToUtf8Length(MimeRig.AttachmentBytes)];

    public static ValueTask<IRig> CreateAsync() => new(new CopyRig());

    public async ValueTask<Sample> RunAsync()
    {
        var copy = new CopyStream();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < MimeRig.Items; i++)
        {
            Base64.EncodeToUtf8(_attachment, _base64, out _, out var written);
            await copy.WriteAsync(_base64.AsMemory(0, written));
        }

        return new Sample(MimeRig.Items / Stopwatch.GetElapsedTime(started).TotalSeconds, 0);
    }

    public ValueTask DisposeAsync() => default;
}
