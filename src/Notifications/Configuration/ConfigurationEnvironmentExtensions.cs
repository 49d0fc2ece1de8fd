using Notifications.Configuration;

// In the framework's namespace, so that WithEnvironment is found without a further using.
namespace Microsoft.Extensions.Configuration;

/// <summary>Lets settings name environment variables, so that files hold no secrets.</summary>
public static class ConfigurationEnvironmentExtensions
{
    /// <summary>A view of the configuration in which each <c>${NAME}</c> of a value is the environment variable of that name; <c>$${</c> is a plain <c>${</c>. Reads at every look, and reloads with the configuration.</summary>
    /// <remarks>Give it to channels and rules: <c>n.AddPagerDuty("pager", config.GetSection("Pager").WithEnvironment())</c>. A variable that is missing or empty
    /// ends the start with an <see cref="Options.OptionsValidationException"/>, which names all of them with their keys.</remarks>
    /// <param name="configuration">The configuration, or a section of it.</param>
    /// <returns>The view.</returns>
    public static IConfiguration WithEnvironment(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new EnvironmentView(configuration).Root;
    }
}
