namespace Notifications.Expressions.Tests;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("'a b c'.split(' ', 2) == ['a', 'b c']")]
    [InlineData("'a😀b'.split('') == ['a', '😀', 'b']")]
    [InlineData("''.split('') == [] && ''.split(',') == ['']")]
    [InlineData("'ab'.replace('', '-') == '-a-b-' && 'ab'.replace('', '-', 2) == '-a-b'")]
    [InlineData("'aaa'.replace('a', 'b', 2) == 'bba' && 'aaa'.replace('a', 'aa') == 'aaaaaa'")]
    [InlineData("size('a😀') == 2 && 'a😀b'.charAt(1) == '😀' && 'a😀b'.substring(2) == 'b'")]
    [InlineData("'a😀b'.indexOf('b') == 2 && 'b😀b'.lastIndexOf('b') == 2 && 'b😀b'.lastIndexOf('b', 1) == 0")]
    [InlineData("'\\uffee' < '😀' && 'a' < 'ab' && '' < 'a'")]
    [InlineData("'%.0f %.1f %.3e'.format([2.5, 0.25, 1234.5]) == '2 0.2 1.234e+03' || '%.3e'.format([1234.5]) == '1.235e+03'")]
    [InlineData("string(1e21) == '1e+21' && string(123456789012.0) == '123456789012' && string(1e-7) == '1e-7' && string(0.000001) == '0.000001'")]
    [InlineData("string(-0.5) == '-0.5' && string(100.0) == '100' && string(1.5e300) == '1.5e+300'")]
    [InlineData("string(duration('1.5s')) == '1.500s' && string(duration('-90m')) == '-5400s' && string(duration('-1ms')) == '-0.001s'")]
    [InlineData("duration('1h1m1s1ms1us1ns') == duration('3661001001001ns')")]
    [InlineData("duration('.5s') == duration('500ms') && duration('1.s') == duration('1s') && duration('1.5h') == duration('90m')")]
    [InlineData("string(timestamp('2024-02-29T23:30:00.12+01:30')) == '2024-02-29T22:00:00.120Z'")]
    [InlineData("timestamp('2026-03-29T00:59:59Z').getHours('Europe/Berlin') == 1 && timestamp('2026-03-29T01:00:00Z').getHours('Europe/Berlin') == 3")]
    [InlineData("timestamp('2026-01-01T00:00:00Z').getDate('UTC') == 1 && timestamp('2026-01-01T00:00:00Z').getFullYear('America/New_York') == 2025")]
    [InlineData("timestamp('1969-12-31T23:59:59.999900Z').getMilliseconds() == 999 && timestamp('1969-12-31T23:59:59.9999Z').getFullYear() == 1969")]
    [InlineData("timestamp(0) == timestamp('1970-01-01T00:00:00Z')")]
    [InlineData("dyn(9007199254740993) > 9007199254740992.0 && dyn(9007199254740993) != 9007199254740992.0 && !(dyn(1) < 0.0/0.0)")]
    [InlineData("dyn(18446744073709551614u) < 18446744073709551616.0 && dyn(-1) < 0u && dyn(-1.5) < 0u")]
    [InlineData("{1: 'a', 'b': 2}[1.0] == 'a' && 1u in {1: 2} && !(1.5 in {1: 2})")]
    [InlineData("[1, 2] == [1.0, 2u] && {'a': [1]} == {'a': [1u]} && 0.0/0.0 != 0.0/0.0")]
    [InlineData("['b', 'a'].join(', ') == 'b, a' && '%s'.format([{'b': 1, 'a': [null]}]) == '{a: [null], b: 1}'")]
    [InlineData("'%s %s'.format([['', 'a'], ['', '']]) == '[, a] [, ]'")]
    [InlineData("18446744073709551615u / 1u == 18446744073709551615u")]
    public void Evaluate_Function_DoesWhatTheReferenceSays(string source) => new Incident("a").Evaluate(source).Value.AsBool().ShouldBeTrue(source);

    [Theory]
    [InlineData("9223372036854775807 + event.severity", CelErrorCode.Overflow)]
    [InlineData("1 / (event.severity - 3)", CelErrorCode.DivideByZero)]
    [InlineData("[1][event.severity]", CelErrorCode.IndexOutOfRange)]
    [InlineData("'abc'.substring(event.severity + 1)", CelErrorCode.IndexOutOfRange)]
    [InlineData("{'a': 1}['b']", CelErrorCode.NoSuchKey)]
    [InlineData("{'a': 1, 'a': 2}", CelErrorCode.InvalidMapKey)]
    [InlineData("dyn(1) + 'a'", CelErrorCode.NoSuchOverload)]
    [InlineData("int('1x')", CelErrorCode.InvalidArgument)]
    [InlineData("int(' 1')", CelErrorCode.InvalidArgument)]
    [InlineData("double('abc')", CelErrorCode.InvalidArgument)]
    [InlineData("timestamp('2023-02-29T00:00:00Z')", CelErrorCode.InvalidArgument)]
    [InlineData("timestamp('2023-02-28')", CelErrorCode.InvalidArgument)]
    [InlineData("duration('1')", CelErrorCode.InvalidArgument)]
    [InlineData("duration('300y')", CelErrorCode.InvalidArgument)]
    [InlineData("event.time.getHours('Mars/Olympus')", CelErrorCode.InvalidArgument)]
    [InlineData("timestamp('9999-12-31T23:59:59Z').getHours('+01:00')", CelErrorCode.Overflow)]
    [InlineData("timestamp(9223372036854775807)", CelErrorCode.Overflow)]
    [InlineData("'%d'.format(['a'])", CelErrorCode.InvalidArgument)]
    [InlineData("'%d'.format([])", CelErrorCode.InvalidArgument)]
    [InlineData("''.format([1])", CelErrorCode.InvalidArgument)]
    [InlineData("event.data.a.b", CelErrorCode.NoSuchKey)]
    [InlineData("event.data.list[0].x", CelErrorCode.NoSuchOverload)]
    public void Evaluate_Failure_IsATypedErrorWithAPosition(string source, CelErrorCode code)
    {
        var error = new Incident("a", Data: """{"list":[1]}""").Evaluate(source).Error.ShouldNotBeNull();

        error.Code.ShouldBe(code);
        error.Position.Line.ShouldBe(1);
    }

    [Fact]
    public void Values_RoundTrip()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));

        CelValue.FromTimestamp(time).AsTimestamp().ShouldBe(time);
        CelValue.FromTimestamp(DateTimeOffset.MinValue).AsTimestamp().ShouldBe(DateTimeOffset.MinValue);
        CelValue.FromDuration(TimeSpan.FromMilliseconds(-1.5)).AsDuration().ShouldBe(TimeSpan.FromMilliseconds(-1.5));
        CelValue.FromString(null).Kind.ShouldBe(CelKind.Null);
        CelValue.FromList(["a", "b"]).AsList().Select(static v => v.AsString()).ShouldBe(["a", "b"]);
        CelValue.FromMap(new Dictionary<string, string> { ["k"] = "v" }).AsMap().Single().Value.AsString().ShouldBe("v");
        Should.Throw<InvalidOperationException>(() => CelValue.FromInt(1).AsString());
        Should.Throw<ArgumentOutOfRangeException>(() => CelValue.FromDuration(TimeSpan.MaxValue));
    }
}
