using Microsoft.Extensions.Logging;

namespace Notifications.Handlebars;

/// <summary>Event ids 2000 to 2049.</summary>
internal static partial class TemplateLog
{
    [LoggerMessage(2000, LogLevel.Information, "{Templates} templates are in use")]
    public static partial void Loaded(ILogger logger, int templates);

    [LoggerMessage(2001, LogLevel.Error, "Templates could not be read again; those that are in use stay")]
    public static partial void ReloadFailed(ILogger logger, Exception error);

    [LoggerMessage(2002, LogLevel.Warning, "The template file {Path} cannot be used: {Problem}")]
    public static partial void FileUnusable(ILogger logger, string path, string problem);

    [LoggerMessage(2003, LogLevel.Warning, "The template {Template} is not used: {Problem}")]
    public static partial void TemplateRefused(ILogger logger, string template, string problem);

    [LoggerMessage(2004, LogLevel.Warning, "There is no directory {Path} for templates; what was read of it stays in use. It is looked for once a minute")]
    public static partial void DirectoryMissing(ILogger logger, string path);

    [LoggerMessage(2005, LogLevel.Information, "Version {Version} of template {Template} was saved")]
    public static partial void Saved(ILogger logger, string template, int version);

    [LoggerMessage(2006, LogLevel.Warning, "The template {Template} reads what the events it is for do not have: {Problem}")]
    public static partial void MemberMissing(ILogger logger, string template, string problem);

    [LoggerMessage(2007, LogLevel.Warning, "The template {Template} has no texts for some recipients: {Problem}")]
    public static partial void LanguageMissing(ILogger logger, string template, string problem);

    [LoggerMessage(2008, LogLevel.Error, "A template has become bad and is not taken over, the one in use stays: {Template}: {Problem}")]
    public static partial void FormerStays(ILogger logger, string template, string problem);

    [LoggerMessage(2009, LogLevel.Error, "A saved version of a template cannot be read and is set aside as {Path}; the version before it is used: {Problem}")]
    public static partial void VersionSetAside(ILogger logger, string path, string problem);

    [LoggerMessage(2010, LogLevel.Information, "Template {Template} was removed with all its versions")]
    public static partial void Removed(ILogger logger, string template);

    [LoggerMessage(2011, LogLevel.Warning, "A recipient's zone is '{Zone}', which this machine does not know; times are shown in {TimeZone}. Give an IANA zone such as 'Europe/Paris'")]
    public static partial void ZoneUnknown(ILogger logger, string zone, string timeZone);

    [LoggerMessage(2012, LogLevel.Warning, "The system does not tell of changes in {Path} ({Problem}): template files are looked for once a minute")]
    public static partial void WatchedSlowly(ILogger logger, string path, string problem);
}
