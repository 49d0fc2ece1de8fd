using Notifications.Audit;

namespace Notifications;

/// <summary>Silences at run time: created, changed and ended by people, kept by the store, and seen by every event from the moment a call returns.</summary>
/// <remarks>Every call that changes something is in the audit log, in the same commit: <c>silence.created</c>, <c>silence.changed</c>, <c>silence.ended</c>. A silenced alert is remembered: when the last thing that holds it ends and it still fires, whoever was not told of it is told. See <c>docs/concepts/silences.md</c>.</remarks>
public interface INotificationSilences
{
    /// <summary>Creates a silence.</summary>
    /// <param name="silence">The document; copied.</param>
    /// <param name="actor">Who does it, for the audit log. Default: the document's creator.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>The silence with its id, or why it was refused: all that is wrong with it, at once.</returns>
    ValueTask<SilenceResult> CreateAsync(Silence silence, AuditActor actor = default, CancellationToken cancellationToken = default);

    /// <summary>Changes a silence. What would change history ends the old one and creates another: other selectors, the start of one that has begun, anything of one that is over.</summary>
    /// <param name="id">The id.</param>
    /// <param name="silence">The document, whole; copied.</param>
    /// <param name="actor">Who does it, for the audit log. Default: the document's creator.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>The silence as it is now; <see cref="SilenceResult.Replaced"/> tells when it is another one.</returns>
    ValueTask<SilenceResult> UpdateAsync(string id, Silence silence, AuditActor actor = default, CancellationToken cancellationToken = default);

    /// <summary>Ends a silence now. One that is over stays as it is.</summary>
    /// <param name="id">The id.</param>
    /// <param name="actor">Who does it, for the audit log. Default: the system.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>The silence as it is now.</returns>
    ValueTask<SilenceResult> ExpireAsync(string id, AuditActor actor = default, CancellationToken cancellationToken = default);

    /// <summary>Finds a silence.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The silence; null when there is none, or when it was over for longer than it is kept.</returns>
    SilenceInfo? Find(string id);

    /// <summary>Lists silences: active ones first, then pending, then expired; within these by their creation.</summary>
    /// <param name="query">Which. Default: all.</param>
    /// <returns>The silences.</returns>
    IReadOnlyList<SilenceInfo> List(SilenceQuery? query = null);
}
