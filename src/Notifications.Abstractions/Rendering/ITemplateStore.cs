using System.Diagnostics.CodeAnalysis;

namespace Notifications;

/// <summary>Keeps templates that were written while the application runs, with their versions. Replaceable through the container.</summary>
[Experimental("NTFEXP001")]
public interface ITemplateStore
{
    /// <summary>Reads the newest version of each template.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The templates of all tenants, in no order.</returns>
    ValueTask<IReadOnlyList<TemplateDocument>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Reads the versions of a template that are kept.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenantId">Its tenant; null for the shared one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The versions, newest first; empty when there is none.</returns>
    ValueTask<IReadOnlyList<TemplateDocument>> ReadHistoryAsync(string name, string? tenantId, CancellationToken cancellationToken);

    /// <summary>Adds a version.</summary>
    /// <param name="document">The template; its version is one more than the newest, or 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is such a version already: somebody else was faster.</returns>
    ValueTask<bool> TryAddAsync(TemplateDocument document, CancellationToken cancellationToken);

    /// <summary>Removes a template with all its versions.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenantId">Its tenant; null for the shared one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is none, or somebody else writes it at this moment.</returns>
    ValueTask<bool> RemoveAsync(string name, string? tenantId, CancellationToken cancellationToken);
}
