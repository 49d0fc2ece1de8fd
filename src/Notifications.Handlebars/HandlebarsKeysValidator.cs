using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notifications.Handlebars;

/// <summary>A key that nothing reads is a mistake that nobody would notice.</summary>
internal sealed class HandlebarsKeysValidator(IConfiguration configuration) : IValidateOptions<HandlebarsOptions>
{
    private static readonly string[] Keys =
    [
        "Directory", "Store",
        nameof(HandlebarsOptions.Brand), nameof(HandlebarsOptions.DefaultTemplate), nameof(HandlebarsOptions.TimeZone), nameof(HandlebarsOptions.UseShippedTemplates),
        nameof(HandlebarsOptions.MaxSourceLength), nameof(HandlebarsOptions.MaxOutputLength), nameof(HandlebarsOptions.MaxSteps), nameof(HandlebarsOptions.MaxDuration),
        nameof(HandlebarsOptions.MaxPartialDepth), nameof(HandlebarsOptions.MaxCompiled), nameof(HandlebarsOptions.MaxTemplates), nameof(HandlebarsOptions.MaxVersions), nameof(HandlebarsOptions.ReloadDelay),
    ];

    private static readonly string[] BrandKeys = [nameof(BrandOptions.Name), nameof(BrandOptions.LogoUrl), nameof(BrandOptions.Color), nameof(BrandOptions.Footer)];

    public ValidateOptionsResult Validate(string? name, HandlebarsOptions options)
    {
        List<string> errors = [.. Unknown(configuration, Keys), .. Unknown(configuration.GetSection(nameof(HandlebarsOptions.Brand)), BrandKeys)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Unknown(IConfiguration section, string[] known) => section.GetChildren()
        .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        .Select(child => $"Handlebars: {child.Path}: there is no such key; there are {string.Join(", ", known)}.");
}
