using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notifications.Email.Tests.Support;

/// <summary>The channel as a host makes it, without the engine.</summary>
internal sealed class EmailHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public EmailHost(Action<EmailOptions> configure, Action<IServiceCollection>? services = null)
        : this(services, builder => builder.AddEmail("email", options =>
        {
            options.Host = "localhost";
            options.From = "Acme Ops <ops@acme.test>";
            options.Security = EmailSecurity.None;
            configure(options);
        }))
    {
    }

    private EmailHost(Action<IServiceCollection>? services, Action<Builder> add)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        services?.Invoke(collection);
        add(new Builder(collection));
        _services = collection.BuildServiceProvider();
        Channel = _services.GetServices<ChannelRegistration>().Single().Factory(_services);
    }

    public INotificationChannel Channel { get; }

    public static EmailHost For(int port, Action<EmailOptions>? configure = null, Action<IServiceCollection>? services = null) => new(
        options =>
        {
            options.Port = port;
            configure?.Invoke(options);
        },
        services);

    public static EmailHost From(IConfiguration configuration) => new(null, builder => builder.AddEmail("email", configuration));

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message) => Channel.SendAsync(message, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        ((IDisposable)Channel).Dispose();
        await _services.DisposeAsync();
    }

    public static IEnumerable<string> Errors(Action<EmailOptions> configure)
    {
        var options = new EmailOptions { Host = "localhost", From = "ops@acme.test" };
        configure(options);
        return new EmailOptionsValidator().Validate("email", options).Failures ?? [];
    }

    private sealed class Builder(IServiceCollection services) : INotificationsBuilder
    {
        public IServiceCollection Services => services;
    }
}
