namespace Notifications;

/// <summary>A variable that a template declares: a member of the event's data, a label, or a value that the rule fixes.</summary>
public sealed record TemplateVariable
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Without it the template fails with an error that names it, and the default text goes out. Default: false, its <see cref="Default"/> or nothing.</summary>
    public bool Required { get; init; }

    /// <summary>What stands for it when it is missing. Default: none.</summary>
    public string? Default { get; init; }
}
