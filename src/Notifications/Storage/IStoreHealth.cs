namespace Notifications.Storage;

/// <summary>A store that can say what is wrong with it.</summary>
internal interface IStoreHealth
{
    /// <summary>What an operator has to know; null while all is well.</summary>
    string? Problem { get; }
}
