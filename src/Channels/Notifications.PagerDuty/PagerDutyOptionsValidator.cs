using Microsoft.Extensions.Options;
using Notifications.Http;

namespace Notifications.PagerDuty;

/// <summary>Finds all that is wrong with a channel's options at once. The texts never repeat a key.</summary>
internal sealed class PagerDutyOptionsValidator : IValidateOptions<PagerDutyOptions>
{
    private const int MaxKeys = 1_000;
    private const int MaxName = 64;
    private const int MaxText = 255;

    public ValidateOptionsResult Validate(string? name, PagerDutyOptions options)
    {
        var errors = new List<string>();
        CheckKeys(options, errors);
        if (!Enum.IsDefined(options.Region))
            errors.Add($"Region is {(int)options.Region}, which is no region. Give Us or Eu.");
        if (!EventsUrlRule.TryParse(options, out _, out var error))
            errors.Add($"Url: {error}");
        CheckTexts(options, errors);
        ConnectionOptionsRule.Check(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ConvertAll(text => $"PagerDuty channel '{name}': {text}"));
    }

    private static void CheckKeys(PagerDutyOptions options, List<string> errors)
    {
        if (options.RoutingKey is not null && RoutingKeyRule.FindError(options.RoutingKey) is { } error)
            errors.Add($"RoutingKey {error}.");
        if (options.RoutingKeys.Count > MaxKeys)
            errors.Add($"RoutingKeys has {options.RoutingKeys.Count} entries; at most {MaxKeys:N0}.");
        foreach (var (name, key) in options.RoutingKeys)
        {
            if (name.Length is 0 or > MaxName)
                errors.Add($"RoutingKeys has a name of {name.Length} characters; give 1 to {MaxName}.");
            else if (RoutingKeyRule.IsKey(name))
                errors.Add("RoutingKeys has a name that looks like a key. Names are not secret: give it another one.");
            else if (RoutingKeyRule.FindError(key) is { } keyError)
                errors.Add($"RoutingKeys: that of '{name}' {keyError}.");
        }
    }

    private static void CheckTexts(PagerDutyOptions options, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(options.Source) || options.Source.Length > MaxText)
            errors.Add($"Source is empty or longer than {MaxText} characters; PagerDuty requires a source.");
        if (options.Client is { } client && (string.IsNullOrWhiteSpace(client) || client.Length > MaxText))
            errors.Add($"Client is empty or longer than {MaxText} characters.");
        if (options.ClientUrl is not null && !LinkRule.TryParse(options.ClientUrl, out _))
            errors.Add("ClientUrl is no absolute http or https URL of at most 2,048 characters without user information.");
        if (options.ClientUrl is not null && options.Client is null)
            errors.Add("ClientUrl is given without a Client, whose name it would be behind. Set Client.");
    }
}
