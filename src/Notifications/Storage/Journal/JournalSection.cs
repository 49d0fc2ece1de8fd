using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Notifications.Configuration;

namespace Notifications.Storage.Journal;

/// <summary>A journal's options in a configuration section.</summary>
/// <param name="configuration">The section.</param>
internal sealed class JournalSection(IConfiguration configuration) : IValidateOptions<JournalOptions>
{
    public void Configure(JournalOptions options) => Read(options, new ErrorList());

    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        var errors = new ErrorList();
        Read(new JournalOptions(), errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ToArray().Select(static e => $"{e.Path}: {e.Message}."));
    }

    private void Read(JournalOptions options, ErrorList errors)
    {
        var reader = new SectionReader(configuration, (configuration as IConfigurationSection)?.Path ?? string.Empty, errors);
        reader.Text(nameof(JournalOptions.Path), v => options.Path = v ?? string.Empty);
        reader.Choice<JournalDurability>(nameof(JournalOptions.Durability), v => options.Durability = v);
        reader.Number(nameof(JournalOptions.SegmentSize), v => options.SegmentSize = v);
        reader.Truth(nameof(JournalOptions.ContinueWithLoss), v => options.ContinueWithLoss = v);
        reader.Number(nameof(JournalOptions.KeyCapacity), v => options.KeyCapacity = v);
        reader.RefuseUnknown();
    }
}
