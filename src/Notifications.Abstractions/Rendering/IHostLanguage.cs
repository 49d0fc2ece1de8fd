namespace Notifications;

/// <summary>The language in which the host speaks to those who state none. In the container; set by the engine's configuration, and read anew for each message.</summary>
public interface IHostLanguage
{
    /// <summary>The language tag (BCP 47).</summary>
    /// <value>The engine's <c>DefaultLocale</c> as it is in force; <c>en</c> before the configuration is loaded.</value>
    string Locale { get; }
}
