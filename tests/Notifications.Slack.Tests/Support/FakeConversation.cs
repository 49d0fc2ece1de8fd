namespace Notifications.Slack.Tests.Support;

/// <summary>A channel, or the direct messages with a person.</summary>
internal sealed class FakeConversation(string id, string? name, string? person = null)
{
    public string Id => id;

    public string? Name => name;

    public string? Person => person;

    public bool IsArchived { get; set; }

    public bool IsMember { get; set; } = true;

    public List<PostedMessage> Messages { get; } = [];
}
