namespace Notifications.Email.Mime;

/// <summary>Where a recipient stops such mails.</summary>
/// <param name="Url">An absolute https, http or mailto URL in ASCII.</param>
/// <param name="IsOneClick">It takes a POST without any further question (RFC 8058).</param>
internal readonly record struct UnsubscribeLink(string Url, bool IsOneClick);
