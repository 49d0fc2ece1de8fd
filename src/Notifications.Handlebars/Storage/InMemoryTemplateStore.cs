namespace Notifications.Handlebars.Storage;

/// <summary>Keeps templates while the process runs.</summary>
internal sealed class InMemoryTemplateStore(int maxVersions = 100) : ITemplateStore
{
    private readonly Dictionary<(string, string), List<TemplateDocument>> _versions = [];
    private readonly Lock _gate = new();

    public ValueTask<IReadOnlyList<TemplateDocument>> ReadAllAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return new([.. _versions.Values.Select(static v => v[0])]);
    }

    public ValueTask<IReadOnlyList<TemplateDocument>> ReadHistoryAsync(string name, string? tenantId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_versions.TryGetValue((tenantId ?? string.Empty, name), out var versions) ? [.. versions] : []);
    }

    public ValueTask<bool> TryAddAsync(TemplateDocument document, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var key = (document.TenantId ?? string.Empty, document.Name);
            if (!_versions.TryGetValue(key, out var versions))
                _versions.Add(key, versions = []);
            if (document.Version != (versions.Count == 0 ? 1 : versions[0].Version + 1))
                return new(false);
            versions.Insert(0, document);
            if (versions.Count > maxVersions)
                versions.RemoveAt(versions.Count - 1);
            return new(true);
        }
    }

    public ValueTask<bool> RemoveAsync(string name, string? tenantId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_versions.Remove((tenantId ?? string.Empty, name)));
    }
}
