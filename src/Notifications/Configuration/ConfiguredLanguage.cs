namespace Notifications.Configuration;

/// <summary>The default language in force. Set by the configuration; it knows nobody, so that whoever the configuration needs may ask it.</summary>
internal sealed class ConfiguredLanguage : IHostLanguage
{
    private volatile string _locale = new NotificationsOptions().DefaultLocale;

    public string Locale
    {
        get => _locale;
        set => _locale = value;
    }
}
