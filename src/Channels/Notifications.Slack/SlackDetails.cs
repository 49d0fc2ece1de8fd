namespace Notifications.Slack;

/// <summary>What the table under a message shows, apart from what its text says already.</summary>
public enum SlackDetails
{
    /// <summary>The event's labels, then what its data has at the top level that is a text, a number or a truth value.</summary>
    LabelsAndData,

    /// <summary>The event's labels.</summary>
    Labels,

    /// <summary>Nothing.</summary>
    None,
}
