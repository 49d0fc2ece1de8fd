namespace Notifications.Configuration;

/// <summary>A silence of code or configuration.</summary>
internal sealed record FixedSilence(string Name)
{
    public const string Creator = "configuration";

    public bool Enabled { get; set; } = true;

    public Silence Silence { get; init; } = new() { CreatedBy = Creator, Comment = Name };

    public FixedSilence Copy() => this with { Silence = SelectorCopy.Of(Silence) };
}
