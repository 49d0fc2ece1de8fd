using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Notifications.Sections;

/// <summary>How options of every package come from a configuration section: read key by key, without reflection, unknown keys refused, changes looked at before they are told.</summary>
internal static class SectionOptions
{
    /// <summary>Fills options from a section, when the host starts and whenever the section changes to another valid one.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="options">Their builder.</param>
    /// <param name="section">The section.</param>
    /// <param name="owner">Whose section it is, for messages: <c>Email channel 'mail'</c>.</param>
    /// <param name="read">Reads all keys there are; any other is refused.</param>
    public static void BindSection<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this OptionsBuilder<TOptions> options, IConfiguration section, string owner, Action<SectionReader, TOptions> read)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(section);
        var source = new SectionSource<TOptions>(options.Name, section, owner, read);
        options.Services.AddSingleton<IConfigureOptions<TOptions>>(source);
        options.Services.AddSingleton<IValidateOptions<TOptions>>(source);
        options.Services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider => new SectionWatch<TOptions>(
            source,
            provider.GetRequiredService<IOptionsFactory<TOptions>>(),
            provider.GetService<ILoggerFactory>()?.CreateLogger(SectionLog.Category) ?? (ILogger)NullLogger.Instance));
    }
}
