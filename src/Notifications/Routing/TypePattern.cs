namespace Notifications.Routing;

/// <summary>The event types that a rule takes: any of its globs, or any of its domains.</summary>
internal sealed class TypePattern
{
    private readonly Glob[] _globs;
    private readonly string[] _domains;

    public TypePattern(Glob[] globs, string[] domains)
    {
        _globs = globs;
        _domains = domains;
    }

    public ReadOnlySpan<Glob> Globs => _globs;

    public ReadOnlySpan<string> Domains => _domains;

    public bool IsMatch(string type)
    {
        foreach (var glob in _globs)
        {
            if (glob.IsMatch(type))
                return true;
        }

        foreach (var domain in _domains)
        {
            if (type.StartsWith(domain, StringComparison.Ordinal) && (type.Length == domain.Length || type[domain.Length] == '.'))
                return true;
        }

        return false;
    }
}
