namespace Notifications.Audit;

/// <summary>Who did something.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Id">Its id in the host's own terms, never a secret: a user's id, the name of an API client. At most 256 characters; null where there is none.</param>
public readonly record struct AuditActor(AuditActorKind Kind, string? Id)
{
    /// <summary>The engine itself.</summary>
    public static AuditActor System => default;

    /// <summary>A person.</summary>
    /// <param name="id">The user's id.</param>
    /// <returns>The actor.</returns>
    public static AuditActor User(string id) => new(AuditActorKind.User, id);

    /// <summary>A program.</summary>
    /// <param name="id">The client's name, never its key.</param>
    /// <returns>The actor.</returns>
    public static AuditActor Api(string id) => new(AuditActorKind.Api, id);

    /// <inheritdoc/>
    public override string ToString() => Id is null ? Kind.ToString() : $"{Kind} {Id}";
}
