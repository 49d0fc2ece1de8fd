using System.Net.Sockets;
using Notifications.Http.Guard;

namespace Notifications.Http;

/// <summary>What a failed call means for the delivery. Texts of exceptions are not passed on: they are not ours to vouch for.</summary>
internal static class HttpFailureRule
{
    /// <summary>Classifies.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="hasLeft">The request was on its way, so the provider may have it.</param>
    /// <param name="blame">Whose URL it was: <see cref="RejectionKind.Configuration"/> for the channel's own, else <see cref="RejectionKind.Recipient"/>.</param>
    /// <param name="host">For the reason.</param>
    /// <returns>The result; a rejection when the guard refused the address.</returns>
    public static DeliveryResult Classify(Exception exception, bool hasLeft, RejectionKind blame, string host)
    {
        if (exception.InnerException is DestinationRefusedException refused)
            return DeliveryResult.Rejected(blame, refused.Message);
        var what = Describe(exception, host);
        return hasLeft
            ? DeliveryResult.Unknown(what + " after the request had been sent")
            : DeliveryResult.Retry(what + " before the request was sent");
    }

    private static string Describe(Exception exception, string host) => exception switch
    {
        OperationCanceledException => $"No answer from {host} in the time allowed",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"The name {host} could not be resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"No TLS connection to {host}",
        HttpRequestException { InnerException: SocketException socket } => $"The connection to {host} failed ({socket.SocketErrorCode})",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => $"The exchange with {host} failed ({http.HttpRequestError})",
        _ => $"The connection to {host} was lost",
    };
}
