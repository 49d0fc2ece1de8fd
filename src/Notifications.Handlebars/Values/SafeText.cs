namespace Notifications.Handlebars.Values;

/// <summary>Text that a helper has made for the format at hand: it is written as it is.</summary>
internal sealed class SafeText(string value)
{
    public string Value => value;

    public override string ToString() => value;
}
