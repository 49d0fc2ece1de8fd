using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Notifications.Handlebars;

/// <summary>Checks the options when the host starts; gives all errors at once.</summary>
internal sealed partial class HandlebarsOptionsValidator : IValidateOptions<HandlebarsOptions>
{
    public ValidateOptionsResult Validate(string? name, HandlebarsOptions options)
    {
        List<string> errors = [];
        Check(options.MaxSourceLength, 1, 1024 * 1024, nameof(options.MaxSourceLength), errors);
        Check(options.MaxOutputLength, 256, 10 * 1024 * 1024, nameof(options.MaxOutputLength), errors);
        Check(options.MaxSteps, 100, 10_000_000, nameof(options.MaxSteps), errors);
        Check(options.MaxPartialDepth, 1, 64, nameof(options.MaxPartialDepth), errors);
        Check(options.MaxCompiled, 1, 100_000, nameof(options.MaxCompiled), errors);
        Check(options.MaxTemplates, 1, 1_000_000, nameof(options.MaxTemplates), errors);
        Check(options.MaxVersions, 1, 10_000, nameof(options.MaxVersions), errors);
        Check(options.MaxDuration, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.MaxDuration), errors);
        Check(options.ReloadDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.ReloadDelay), errors);
        if (options.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            errors.Add($"TimeZone is '{options.TimeZone}', which this machine does not know. Write an IANA zone such as 'Europe/Paris'.");
        if (options.DefaultTemplate is { Length: 0 })
            errors.Add("DefaultTemplate is empty. Name a template, or leave it out.");
        CheckBrand(options.Brand, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(static e => $"Handlebars: {e}"));
    }

    private static void CheckBrand(BrandOptions? brand, List<string> errors)
    {
        if (brand is null)
        {
            errors.Add("Brand is null. Leave it as it is, or give a BrandOptions.");
            return;
        }

        if (string.IsNullOrWhiteSpace(brand.Name) || brand.Name.Length > 128)
            errors.Add($"Brand.Name has {brand.Name?.Length ?? 0} characters. Write 1 to 128.");
        if (brand.LogoUrl is { } logo && (!logo.IsAbsoluteUri || logo.Scheme != Uri.UriSchemeHttps))
            errors.Add($"Brand.LogoUrl is '{logo}'. Give an absolute https address: mail clients load no other.");
        if (brand.Color is null || !Color().IsMatch(brand.Color))
            errors.Add($"Brand.Color is '{brand.Color}'. Write #rrggbb.");
        if (brand.Footer is { Length: > 512 })
            errors.Add($"Brand.Footer has {brand.Footer.Length} characters. Write at most 512.");
    }

    private static void Check<T>(T value, T least, T most, string name, List<string> errors)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            errors.Add($"{name} is {value}. Choose {least} to {most}.");
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Color();
}
