using System.Net.Http.Headers;
using Notifications.Http;

namespace Notifications.PagerDuty.Events;

/// <summary>The body of one attempt.</summary>
internal sealed class EventContent : PooledContent
{
    private const int InitialSize = 4096;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public EventContent() : base(InitialSize) => Headers.ContentType = Json;
}
