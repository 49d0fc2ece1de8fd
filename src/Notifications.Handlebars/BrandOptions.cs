namespace Notifications.Handlebars;

/// <summary>How messages show who sends them; templates read it as <c>brand</c>.</summary>
public sealed class BrandOptions
{
    /// <summary>The name.</summary>
    /// <value>At most 128 characters. Default: <c>Notifications</c>.</value>
    public string Name { get; set; } = "Notifications";

    /// <summary>An image shown instead of the name, absolute, https.</summary>
    /// <value>Default: none.</value>
    public Uri? LogoUrl { get; set; }

    /// <summary>The colour of buttons and links.</summary>
    /// <value><c>#rrggbb</c>. Default: <c>#2563eb</c>.</value>
    public string Color { get; set; } = "#2563eb";

    /// <summary>A line below every mail: an address, why one gets it.</summary>
    /// <value>At most 512 characters. Default: none.</value>
    public string? Footer { get; set; }
}
