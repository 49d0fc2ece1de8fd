namespace Notifications.Webhooks;

/// <summary>Where one message goes.</summary>
/// <param name="Url">The checked URL.</param>
/// <param name="Blame">Whose it is: <see cref="RejectionKind.Configuration"/> for the channel's own, else <see cref="RejectionKind.Recipient"/>.</param>
/// <param name="GetsCredentials">Credentials and own headers go there.</param>
internal readonly record struct WebhookTarget(Uri Url, RejectionKind Blame, bool GetsCredentials);
