using System.Net;

namespace Notifications.Slack.Tests.Support;

/// <summary>The way to a Slack in this process: everything is answered at once, so that the time of a simulated clock is all that passes.</summary>
internal sealed class FakeSlackHandler(FakeSlack slack) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var (status, answer, retryAfter) = slack.Handle(request.Method.Method, request.RequestUri!.AbsolutePath, headers, body);
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(answer) };
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }
}
