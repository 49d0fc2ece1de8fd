namespace Notifications.Webhooks.Authentication;

/// <summary>A token from the token endpoint.</summary>
/// <param name="header">The value of the header <c>Authorization</c>.</param>
/// <param name="renewAt">When it is replaced.</param>
/// <param name="followsRefusal">The token before it was refused by the receiver.</param>
internal sealed class AccessToken(string header, DateTimeOffset renewAt, bool followsRefusal)
{
    private volatile bool _wasAccepted;

    public string Header => header;

    public DateTimeOffset RenewAt => renewAt;

    /// <summary>The receiver refused the token before and has taken none since: a further new one will not help.</summary>
    public bool IsSecondRefusal => followsRefusal && !_wasAccepted;

    public void MarkAccepted() => _wasAccepted = true;
}
