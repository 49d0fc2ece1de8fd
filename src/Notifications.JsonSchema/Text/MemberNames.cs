using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Text;

/// <summary>Looks a member up without making its name, where the name is short and plain, as most are.</summary>
internal sealed class MemberNames(Dictionary<string, SchemaNode> nodes)
{
    private const int MaxStack = 128;

    public SchemaNode? Find(in JsonProperty member)
    {
        var utf8 = JsonMarshal.GetRawUtf8PropertyName(member);
        if (utf8.Length > MaxStack || utf8.Contains((byte)'\\'))
            return nodes.GetValueOrDefault(member.Name);
        Span<char> name = stackalloc char[MaxStack];
        var length = Encoding.UTF8.GetChars(utf8, name);
        return nodes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var node) ? node : null;
    }
}
