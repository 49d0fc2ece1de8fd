using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notifications.Configuration;

/// <summary>Reads values with the environment variables that they name.</summary>
internal sealed class EnvironmentView
{
    private readonly IConfiguration _configuration;

    public EnvironmentView(IConfiguration configuration)
    {
        _configuration = configuration;
        Root = configuration is IConfigurationSection section ? new EnvironmentSection(section, this) : new EnvironmentConfiguration(configuration, this);
    }

    public IConfiguration Root { get; }

    /// <summary>The value as it is meant.</summary>
    /// <exception cref="OptionsValidationException">A variable is missing; tells of all that are, in the whole configuration that is viewed.</exception>
    [return: NotNullIfNotNull(nameof(value))]
    public string? Read(string? value)
    {
        if (value is null || !value.Contains("${", StringComparison.Ordinal))
            return value;
        return VariableRule.Expand(value, Environment.GetEnvironmentVariable, missing: null) ?? throw new OptionsValidationException(NameOf(_configuration), typeof(IConfiguration), FindMissing());
    }

    private List<string> FindMissing()
    {
        var errors = new List<string>();
        var missing = new List<string>();
        foreach (var (path, value) in _configuration.AsEnumerable())
        {
            missing.Clear();
            if (value is not null)
                VariableRule.Expand(value, Environment.GetEnvironmentVariable, missing);
            foreach (var name in missing)
                errors.Add($"{path} names ${{{name}}}, and the environment variable {name} is missing or empty: set it, or write $${{ where a plain ${{ is meant.");
        }

        errors.Sort(StringComparer.Ordinal);
        return errors;
    }

    private static string NameOf(IConfiguration configuration) => configuration is IConfigurationSection section ? section.Path : string.Empty;
}
