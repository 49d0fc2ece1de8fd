namespace Notifications.Handlebars.Catalog;

/// <summary>What a template is compiled for. A tenant without templates of its own shares what is compiled for all.</summary>
internal readonly record struct TemplateKey(TemplateDocument Document, string Channel, string? ChannelType, string Locale, string HostLocale, string? TenantId)
{
    public bool Equals(TemplateKey other) => ReferenceEquals(Document, other.Document)
        && string.Equals(Channel, other.Channel, StringComparison.OrdinalIgnoreCase)
        && string.Equals(ChannelType, other.ChannelType, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Locale, other.Locale, StringComparison.OrdinalIgnoreCase)
        && string.Equals(HostLocale, other.HostLocale, StringComparison.Ordinal)
        && string.Equals(TenantId, other.TenantId, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(
        System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Document), Channel.GetHashCode(StringComparison.OrdinalIgnoreCase), Locale.GetHashCode(StringComparison.OrdinalIgnoreCase));
}
