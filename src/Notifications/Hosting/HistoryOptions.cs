using System.Globalization;
using Notifications.Configuration;
using Notifications.Sections;
using Notifications.Storage;

namespace Notifications.Hosting;

/// <summary>How much of the past a store keeps, as the host has configured it.</summary>
internal static class HistoryOptions
{
    /// <summary>The store is made before the configuration is loaded, so its size is read here.</summary>
    public static StoreLimits Read(ConfigurationInputs inputs)
    {
        var options = new NotificationsOptions();
        foreach (var configure in inputs.Engine)
            configure(options);
        foreach (var section in inputs.Sections)
        {
            if (int.TryParse(section["Engine:HistoryCapacity"], CultureInfo.InvariantCulture, out var capacity))
                options.HistoryCapacity = capacity;
            if (SizeText.TryParse(section["Engine:HistoryBytes"], out var bytes))
                options.HistoryBytes = bytes;
            if (DurationText.TryParse(section["Engine:HistoryAge"], out var age))
                options.HistoryAge = age;
            if (int.TryParse(section["Engine:AuditCapacity"], CultureInfo.InvariantCulture, out var audits))
                options.AuditCapacity = audits;
            if (DurationText.TryParse(section["Engine:AuditAge"], out var auditAge))
                options.AuditAge = auditAge;
        }

        // What is out of range is reported with all other errors when the engine starts; until then it must do no harm.
        return new StoreLimits
        {
            HistoryCapacity = Math.Max(0, options.HistoryCapacity),
            HistoryBytes = Math.Max(0, options.HistoryBytes),
            HistoryAge = options.HistoryAge,
            AuditCapacity = Math.Max(0, options.AuditCapacity),
            AuditAge = options.AuditAge,
        };
    }
}
