using System.Diagnostics;
using System.Text;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Mail;

/// <summary>The limit of <c>mime</c>: the attachment's base64, in lines and made before, is only copied to the same stream.</summary>
internal sealed class CopyRig : IRig
{
    private readonly byte[] _base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(MimeRig.Attachment(), Base64FormattingOptions.InsertLineBreaks));

    public static ValueTask<IRig> CreateAsync() => new(new CopyRig());

    public async ValueTask<Sample> RunAsync()
    {
        var copy = new CopyStream();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < MimeRig.Items; i++)
            await copy.WriteAsync(_base64);
        return new Sample(MimeRig.Items / Stopwatch.GetElapsedTime(started).TotalSeconds, 0);
    }

    public ValueTask DisposeAsync() => default;
}
