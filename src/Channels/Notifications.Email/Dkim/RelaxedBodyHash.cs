using System.Security.Cryptography;
using Notifications.Email.Mime;

namespace Notifications.Email.Dkim;

/// <summary>Hashes a body while it is written, in the relaxed form (RFC 6376, section 3.4.4): runs of white space count as one space, those at a line's end and empty lines at the body's end not at all.</summary>
/// <param name="headerLength">What comes before the body and is not hashed.</param>
internal sealed class RelaxedBodyHash(int headerLength) : WriteOnlyStream
{
    private const int BufferSize = 4096;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;
    private int _header = headerLength;
    private int _pendingLines;
    private bool _hasPendingSpace;
    private bool _hasText;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var skipped = Math.Min(_header, buffer.Length);
        _header -= skipped;
        Add(buffer.Span[skipped..]);
        return default;
    }

    /// <summary>The hash of all that was written.</summary>
    public byte[] Finish()
    {
        if (_hasText)
            Put("\r\n"u8);
        _hash.AppendData(_buffer.AsSpan(0, _length));
        _length = 0;
        return _hash.GetHashAndReset();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOfAny(" \t\r\n"u8);
            var text = end < 0 ? bytes : bytes[..end];
            if (text.Length > 0)
                AddText(text);
            if (end < 0)
                return;
            if (bytes[end] == '\n')
                (_pendingLines, _hasPendingSpace) = (_pendingLines + 1, false);
            else if (bytes[end] != '\r')
                _hasPendingSpace = true;
            bytes = bytes[(end + 1)..];
        }
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        for (; _pendingLines > 0; _pendingLines--)
            Put("\r\n"u8);
        if (_hasPendingSpace)
            Put(" "u8);
        (_hasPendingSpace, _hasText) = (false, true);
        Put(text);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - _length)
        {
            _hash.AppendData(_buffer.AsSpan(0, _length));
            _length = 0;
        }

        if (bytes.Length > BufferSize)
        {
            _hash.AppendData(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
