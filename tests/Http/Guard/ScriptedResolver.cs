using System.Net;
using System.Net.Sockets;
using Notifications.Http.Guard;

namespace Notifications.Tests.Http;

/// <summary>Answers with the next list of addresses each time; the last one stays. An empty list is an unknown name.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IHostResolver
{
    public int Calls => Names.Count;

    public List<string> Names { get; } = [];

    public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Calls, answers.Length - 1)];
        Names.Add(host);
        return answer.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : new([.. answer.Select(IPAddress.Parse)]);
    }
}
