using Notifications.Benchmarks.Mail;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Benchmarks.Templates;

namespace Notifications.Benchmarks.Figures;

/// <summary>The figures of what messages say, and of mail.</summary>
internal static class ContentSuite
{
    public static RatioSuite Create() => new("content",
    [
        new("template", "1/s", new Aim(0.8), TemplateRig.CreateAsync, TemplateRig.CreateByHandAsync),
        new("deliver.template", "1/s", new Aim(1.5, Bytes: 1_200), static () => FullRig.CreateAsync(templates: true), HandmadeTemplates.CreateAsync),
        new("smtp", "1/s", new Aim(0.6), SmtpRig.CreateAsync, RawSmtpRig.CreateAsync),
        new("mime", "1/s", new Aim(0.5, Bytes: 16_384), MimeRig.CreateAsync, CopyRig.CreateAsync),
    ]);
}
