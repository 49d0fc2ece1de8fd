using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Handlebars;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Storage;

// In the framework's namespace, so that AddHandlebars is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Handlebars templates.</summary>
public static class HandlebarsNotificationsBuilderExtensions
{
    /// <summary>Makes messages by Handlebars templates: those shipped, and those that the other verbs add. Safe to repeat.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets brand and bounds, which are checked when the host starts. Default: none.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddHandlebars(this INotificationsBuilder builder, Action<HandlebarsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(static d => d.ServiceType == typeof(TemplateCatalog)))
            return builder;
        services.AddOptions<HandlebarsOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TemplateCatalog>();
        services.TryAddSingleton<ITemplateCatalog>(static p => p.GetRequiredService<TemplateCatalog>());
        services.TryAddSingleton<ITemplateEngine, HandlebarsTemplateEngine>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HandlebarsOptions>, HandlebarsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TemplateLoader>());
        return builder;
    }

    /// <summary>The same by a configuration section: options, a directory of templates, a directory for those that are saved.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The section. Its keys are the properties of <see cref="HandlebarsOptions"/>, <c>Directory</c> (as <see cref="AddTemplates"/>) and <c>Store</c> (as <see cref="AddTemplateStore"/>).
    /// Read when the host starts, but for these two, which are read now.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddHandlebars(this INotificationsBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        builder.AddHandlebars().Services.AddOptions<HandlebarsOptions>().Bind(configuration);
        builder.Services.AddSingleton<IValidateOptions<HandlebarsOptions>>(new HandlebarsKeysValidator(configuration));
        if (configuration["Directory"] is { Length: > 0 } directory)
            builder.AddTemplates(directory);
        if (configuration["Store"] is { Length: > 0 } store)
            builder.AddTemplateStore(store);
        return builder;
    }

    /// <summary>Adds a template in code. One that is invalid is not used, and said so in the log; a rule that names it stops the start.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="template">The template.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddTemplate(this INotificationsBuilder builder, TemplateDocument template)
    {
        ArgumentNullException.ThrowIfNull(template);
        builder.AddHandlebars().Services.AddSingleton<ITemplateSource>(new CodeTemplates([template]));
        return builder;
    }

    /// <summary>Adds the templates of a directory, and reads them again when a file changes.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The directory, relative to the host's content root where there is one; see <c>docs/concepts/templates.md</c> for the names of files. It must be there when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddTemplates(this INotificationsBuilder builder, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.AddHandlebars().Services.AddSingleton<ITemplateSource>(provider => new TemplateDirectory(
            Rooted(provider, path),
            provider.GetRequiredService<IOptions<HandlebarsOptions>>().Value.ReloadDelay,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TemplateDirectory>>()));
        return builder;
    }

    /// <summary>Lets templates be saved while the application runs. An <see cref="ITemplateStore"/> of the host's own in the container goes before this one.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">A directory that keeps the versions, relative to the host's content root where there is one; null to keep them in memory.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddTemplateStore(this INotificationsBuilder builder, string? path = null)
    {
        builder.AddHandlebars().Services.TryAddSingleton<ITemplateStore>(provider =>
        {
            var versions = provider.GetRequiredService<IOptions<HandlebarsOptions>>().Value.MaxVersions;
            return path is null ? new InMemoryTemplateStore(versions) : new FileTemplateStore(Rooted(provider, path), versions, provider.GetRequiredService<ILogger<FileTemplateStore>>());
        });
        return builder;
    }

    // A service is started from anywhere; its files lie with it.
    private static string Rooted(IServiceProvider provider, string path) =>
        provider.GetService<IHostEnvironment>() is { ContentRootPath: { Length: > 0 } root } ? Path.Combine(root, path) : path;
}
