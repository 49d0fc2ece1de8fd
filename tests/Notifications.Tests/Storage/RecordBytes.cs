using System.Buffers;

namespace Notifications.Storage;

internal static class RecordBytes
{
    public static byte[] Of(in AcceptedEvent accepted)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Accepted(accepted);
        return output.WrittenSpan.ToArray();
    }
}
