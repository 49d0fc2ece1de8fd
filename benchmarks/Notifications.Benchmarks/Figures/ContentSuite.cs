using Notifications.Benchmarks.Mail;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Figures;

/// <summary>The figures of what messages say, and of mail.</summary>
internal static class ContentSuite
{
    public static RatioSuite Create() => new("content",
    [
        new("smtp", "1/s", new Aim(0.6), SmtpRig.CreateAsync, RawSmtpRig.CreateAsync),
        new("mime", "1/s", new Aim(0.5, Bytes: 16_384), MimeRig.CreateAsync, CopyRig.CreateAsync),
    ]);
}
