using Microsoft.Extensions.DependencyInjection;

namespace Notifications;

/// <summary>What <c>AddNotifications</c> configures. All verbs are extension methods, so that packages add theirs without a new version of this one.</summary>
public interface INotificationsBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
