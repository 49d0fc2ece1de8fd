using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Hosting;

internal sealed class NotificationsBuilder(IServiceCollection services) : INotificationsBuilder
{
    public IServiceCollection Services { get; } = services;
}
