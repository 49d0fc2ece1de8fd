using System.Collections.Concurrent;
using Notifications.Handlebars.Compilation;

namespace Notifications.Handlebars.Catalog;

/// <summary>Compiled templates, at most so many: a clock hand takes out what was not used since it last came by.</summary>
internal sealed class CompiledTemplates(int capacity)
{
    private readonly ConcurrentDictionary<TemplateKey, CompiledTemplate> _all = new();
    private readonly Queue<TemplateKey> _hand = new();
    private readonly Lock _gate = new();

    public int Count => _all.Count;

    public ICollection<TemplateKey> Keys => _all.Keys;

    public CompiledTemplate? TryGet(in TemplateKey key) => _all.GetValueOrDefault(key);

    public CompiledTemplate Add(in TemplateKey key, CompiledTemplate template)
    {
        lock (_gate)
        {
            if (_all.TryGetValue(key, out var first))
                return first;
            while (_hand.Count >= capacity)
            {
                var oldest = _hand.Dequeue();
                if (_all.TryGetValue(oldest, out var candidate) && candidate.TakeUsed())
                    _hand.Enqueue(oldest);
                else
                    _all.TryRemove(oldest, out _);
            }

            _hand.Enqueue(key);
            _all[key] = template;
            return template;
        }
    }
}
