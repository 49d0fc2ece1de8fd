using System.Collections.Frozen;

namespace Notifications.Slack.Responses;

/// <summary>The errors that Slack documents for posting and editing (https://docs.slack.dev/reference/methods/chat.postMessage, chat.update) and for incoming webhooks, by what they mean for a delivery.</summary>
internal static class ErrorTable
{
    private static readonly FrozenDictionary<string, ErrorClass> Known = Build();

    /// <summary>Finds an error. One that is not known is taken for one that may pass: a page must not be lost to a new word.</summary>
    public static ErrorClass Find(string error) => Known.GetValueOrDefault(error, ErrorClass.Retry);

    public static bool IsKnown(string error) => Known.ContainsKey(error);

    /// <summary>All that are known.</summary>
    public static IEnumerable<KeyValuePair<string, ErrorClass>> All => Known;

    /// <summary>A word of Slack's that can be shown: its errors are small letters, digits and underscores.</summary>
    public static string Printable(string? error) =>
        error is { Length: > 0 and <= 64 } && !error.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789_") ? error : "an error without a readable name";

    private static FrozenDictionary<string, ErrorClass> Build()
    {
        var table = new Dictionary<string, ErrorClass>(StringComparer.Ordinal);
        Add(ErrorClass.Retry,
            "service_unavailable", "request_timeout", "team_added_to_org", "org_login_required", "external_channel_migrating", "update_failed", "rollup_error", "message_limit_exceeded");
        Add(ErrorClass.Unknown, "fatal_error", "internal_error");
        Add(ErrorClass.Throttled, "ratelimited", "rate_limited");
        Add(ErrorClass.Configuration,
            "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "invalid_token", "not_allowed_token_type", "no_permission", "missing_scope", "two_factor_setup_required",
            "team_access_not_granted", "access_denied", "accesslimited", "ekm_access_denied", "enterprise_is_restricted", "deprecated_endpoint", "method_deprecated", "as_user_not_supported",
            "not_in_channel", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
            "messages_tab_disabled", "action_prohibited", "posting_to_general_channel_denied", "no_service", "no_service_id", "no_team", "team_disabled", "team_not_found", "no_active_hooks",
            "invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data", "invalid_post_type", "missing_post_type", "unknown_method", "upgrade_required",
            "slack_connect_file_link_sharing_blocked");
        Add(ErrorClass.Destination, "channel_not_found", "user_not_found", "users_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot", "invalid_users", "duplicate_channel_not_found");
        Add(ErrorClass.Content,
            "msg_too_long", "no_text", "missing_text_or_fallback_or_attachments", "too_many_attachments", "invalid_attachments",
            "invalid_payload", "invalid_arguments", "invalid_json", "json_not_object", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "metadata_must_be_sent_from_app",
            "markdown_text_conflict", "attachment_payload_limit_exceeded");
        Add(ErrorClass.Blocks, "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format");
        Add(ErrorClass.Gone, "is_archived", "channel_is_archived", "is_inactive");
        Add(ErrorClass.MessageGone, "message_not_found", "thread_not_found", "msg_not_found");
        Add(ErrorClass.NotEditable,
            "cant_update_message", "edit_window_closed", "block_mismatch", "streaming_state_conflict", "cant_broadcast_message", "no_dual_broadcast_content_update",
            "cannot_reply_to_message", "restricted_action_non_threadable_channel");
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(ErrorClass kind, params ReadOnlySpan<string> errors)
        {
            foreach (var error in errors)
                table.Add(error, kind);
        }
    }
}
