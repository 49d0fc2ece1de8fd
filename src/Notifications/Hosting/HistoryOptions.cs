using System.Globalization;
using Notifications.Configuration;

namespace Notifications.Hosting;

/// <summary>How much of the past a store keeps, as the host has configured it.</summary>
internal static class HistoryOptions
{
    /// <summary>The store is made before the configuration is loaded, so its size is read here.</summary>
    public static NotificationsOptions Read(ConfigurationInputs inputs)
    {
        var options = new NotificationsOptions();
        foreach (var configure in inputs.Engine)
            configure(options);
        foreach (var section in inputs.Sections)
        {
            if (int.TryParse(section["Engine:HistoryCapacity"], CultureInfo.InvariantCulture, out var capacity) && capacity >= 0)
                options.HistoryCapacity = capacity;
            if (DurationText.TryParse(section["Engine:HistoryAge"], out var age))
                options.HistoryAge = age;
        }

        return options;
    }
}
