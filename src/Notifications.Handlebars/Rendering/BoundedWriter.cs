using System.Text;

namespace Notifications.Handlebars.Rendering;

/// <summary>Takes what a template prints, up to a bound. Its memory is reused.</summary>
internal sealed class BoundedWriter : TextWriter
{
    private const int KeptLength = 32 * 1024;

    private char[] _text = new char[1024];
    private int _length;
    private int _limit;

    public BoundedWriter()
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
    }

    public override Encoding Encoding => Encoding.Unicode;

    public ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    public void Reset(int limit)
    {
        _length = 0;
        _limit = limit;
        if (limit == 0 && _text.Length > KeptLength)
            _text = new char[1024];
    }

    public override void Write(char value) => Reserve(1)[0] = value;

    public override void Write(string? value) => value.AsSpan().CopyTo(Reserve(value?.Length ?? 0));

    public override void Write(ReadOnlySpan<char> buffer) => buffer.CopyTo(Reserve(buffer.Length));

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override string ToString() => Written.ToString();

    private Span<char> Reserve(int count)
    {
        if (count > _limit - _length)
            throw new RenderLimitException(TemplateErrorCode.OutputTooLong, $"it prints more than {_limit:N0} characters: print less, or raise MaxOutputLength");
        if (count > _text.Length - _length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + count));
        _length += count;
        return _text.AsSpan(_length - count, count);
    }
}
