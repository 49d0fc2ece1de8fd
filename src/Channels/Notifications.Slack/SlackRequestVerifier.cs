using Notifications.Slack.Actions;

namespace Notifications.Slack;

/// <summary>Checks what comes from Slack when a button is pressed: that the request is Slack's, and that what the button says is ours. Safe for threads.</summary>
/// <remarks>For each channel there is one in the container, keyed by the channel's name; it follows changes of the options.</remarks>
public sealed class SlackRequestVerifier
{
    private readonly Func<(string? Secret, ActionSigner Signer)> _keys;
    private readonly TimeProvider _clock;

    /// <summary>Creates a verifier.</summary>
    /// <param name="signingSecret">The app's signing secret; null when only values are checked.</param>
    /// <param name="actionKeys">The keys of <see cref="SlackOptions.ActionKeys"/>.</param>
    /// <param name="clock">The clock. Default: that of the system.</param>
    public SlackRequestVerifier(string? signingSecret, IEnumerable<string> actionKeys, TimeProvider? clock = null)
    {
        var keys = (signingSecret, new ActionSigner(actionKeys));
        _keys = () => keys;
        _clock = clock ?? TimeProvider.System;
    }

    internal SlackRequestVerifier(Func<(string? Secret, ActionSigner Signer)> keys, TimeProvider clock)
    {
        _keys = keys;
        _clock = clock;
    }

    /// <summary>Checks Slack's signature of a request, in constant time; older or newer than 5 minutes is refused, so that nobody replays it.</summary>
    /// <param name="body">The body as it came, byte by byte.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <returns>What the check came to.</returns>
    public SlackVerification VerifyRequest(ReadOnlySpan<byte> body, string? timestamp, string? signature) =>
        RequestSignature.Verify(_keys().Secret, body, timestamp, signature, _clock.GetUtcNow());

    /// <summary>Checks the value of a button.</summary>
    /// <param name="value">The value as Slack gives it back.</param>
    /// <returns>What the check came to, and what the button says.</returns>
    public SlackActionResult VerifyAction(string? value) => _keys().Signer.Verify(value, _clock.GetUtcNow());

    /// <summary>Checks a request to the app's interactivity URL, whole: its signature, then the value of the button. The body may have at most 256 KiB.</summary>
    /// <param name="body">The body as it came, byte by byte.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <returns>Who pressed what. Answer 200 within 3 seconds, whatever it is, unless the request is not Slack's.</returns>
    public SlackInteraction ReadInteraction(ReadOnlySpan<byte> body, string? timestamp, string? signature)
    {
        // What nobody would read is not worth a signature's work: anybody can send it.
        if (body.Length > InteractionReader.MaxBody)
            return new(SlackVerification.Malformed, null);
        if (VerifyRequest(body, timestamp, signature) is var kind and not SlackVerification.Valid)
            return new(kind, null);
        if (InteractionReader.Read(body) is not { } read || read.Actions![0] is not { } pressed)
            return new(SlackVerification.Malformed, null);

        // A link has no value: Slack says that it was followed, and there is nothing to do.
        var result = pressed.Value is null ? new SlackActionResult(SlackVerification.Valid, null) : VerifyAction(pressed.Value);
        return new(result.Kind, result.Action, read.User?.Id, read.User?.Username ?? read.User?.Name, read.Channel?.Id, read.Message?.Ts);
    }
}
