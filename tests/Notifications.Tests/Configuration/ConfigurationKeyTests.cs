using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.Configuration;

public sealed class ConfigurationKeyTests
{
    public static TheoryData<string, string, string> Keys()
    {
        TheoryData<string, string, string> keys = [];
        Add<RuleDocument>("Rules:r:", nameof(RuleDocument.Predicate), nameof(RuleDocument.Name));
        Add<DebounceOptions>("Rules:r:Debounce:");
        Add<BatchOptions>("Rules:r:Batch:");
        Add<ScheduleOptions>("Rules:r:Schedule:");
        Add<RuleTarget>("Rules:r:Targets:0:", nameof(RuleTarget.DestinationSelector), nameof(RuleTarget.RecipientSelector));
        Add<LimitDocument>("Limits:l:", nameof(LimitDocument.Name));
        Add<ChannelOptions>("Channels:email:");
        Add<RateOptions>("Channels:email:Rate:");
        Add<NotificationsOptions>("Engine:");
        return keys;

        void Add<T>(string prefix, params string[] codeOnly)
        {
            foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (!codeOnly.Contains(property.Name))
                    keys.Add(prefix, property.Name, typeof(T).Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Load_EveryProperty_HasAKey(string prefix, string property, string type)
    {
        var inner = property == nameof(RuleDocument.Condition) ? "\"{\"" : """{"no":{"such":"value"}}""";
        var json = inner;
        foreach (var part in (prefix + property).Split(':').Reverse())
            json = $"{{\"{part}\":{json}}}";
        var source = Rules.Source(n => n.AddConfiguration(ConfigurationText.Root(json)));
        var errors = Should.Throw<NotificationsConfigurationException>(() => source.LoadAndValidate(["email"])).Errors;
        errors.ShouldContain(e => e.Path.StartsWith(prefix + property), $"{type}.{property} is not read");
        errors.ShouldNotContain(e => e.Path == prefix + property && e.Message.Contains("no such key"), $"{type}.{property} is not read");
    }
}
