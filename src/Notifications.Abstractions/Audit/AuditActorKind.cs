namespace Notifications.Audit;

/// <summary>Who can act. The numbers are stored.</summary>
public enum AuditActorKind : byte
{
    /// <summary>The engine or the host, without anybody's asking.</summary>
    System = 0,

    /// <summary>A person.</summary>
    User = 1,

    /// <summary>A program, known by its key or client.</summary>
    Api = 2,
}
