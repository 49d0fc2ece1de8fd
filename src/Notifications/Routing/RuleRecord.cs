using System.Buffers;
using Notifications.Storage;

namespace Notifications.Routing;

/// <summary>What a rule does with the events that it has taken, as the store keeps it: what waits for it is delivered, also by a release that no longer has the rule.</summary>
/// <param name="name">The rule's name.</param>
/// <param name="payload">The rule, as <see cref="RuleFormat"/> writes it.</param>
internal sealed class RuleRecord(string name, byte[] payload) : KeyedState
{
    public string Name { get; } = name;

    public byte[] Payload { get; set; } = payload;

    public override StateKind Kind => StateKind.Rule;

    public override string GetKey() => Name;

    public override void WriteTo(IBufferWriter<byte> writer) => writer.Write(Payload);
}
