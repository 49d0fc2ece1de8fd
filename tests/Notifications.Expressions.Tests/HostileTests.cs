using System.Text;

namespace Notifications.Expressions.Tests;

/// <summary>Whatever is thrown at it ends in a typed error.</summary>
public sealed class HostileTests
{
    private static readonly string s_long = $"[{string.Join(",", Enumerable.Range(0, 2_000))}]";

    [Fact]
    public void TryCompile_SourceOfOneMegabyte_IsTooLarge() => ShouldNotCompile(new string(' ', 1 << 20) + "true", CelErrorCode.TooLarge);

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{1:", "1", "}")]
    [InlineData("!(", "true", ")")]
    [InlineData("-(", "1", ")")]
    [InlineData("size(", "''", ")")]
    [InlineData("true ? 1 : ", "1", "")]
    [InlineData("1 + ", "1", "")]
    [InlineData("", "x", ".a")]
    [InlineData("", "x", "[0]")]
    [InlineData("-", "x", "")]
    [InlineData("!", "x", "")]
    [InlineData("", "[]", ".map(x, x)")]
    public void TryCompile_TenThousandDeep_IsTooLarge(string before, string core, string after)
    {
        var source = new StringBuilder().Insert(0, before, 10_000).Append(core).Insert(before.Length * 10_000 + core.Length, after, 10_000).ToString();

        ShouldNotCompile(source, CelErrorCode.TooLarge, new CelLimits { MaxSourceLength = 1 << 20, MaxDepth = int.MaxValue });
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{1:", "1", "}")]
    [InlineData("!(", "true", ")")]
    [InlineData("dyn(", "''", ")")]
    [InlineData("false ? 2 : ", "1", "")]
    [InlineData("1 + (", "1", ")")]
    [InlineData("[1].map(x, ", "1", ")")]
    [InlineData("true && (false || (", "true", "))")]
    public void Evaluate_AsDeepAsMayBe_FitsASmallStack(string before, string core, string after)
    {
        var limits = new CelLimits { MaxSourceLength = 1 << 20, MaxDepth = int.MaxValue };
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                for (var depth = 8; depth <= 512; depth *= 2)
                {
                    var source = string.Concat(Enumerable.Repeat(before, depth - 2)) + core + string.Concat(Enumerable.Repeat(after, depth - 2));
                    if (Incident.Environment(limits).TryCompile(source, null, out var program, out var errors))
                        program.Evaluate(new Incident("a")).IsSuccess.ShouldBeTrue();
                    else
                        failure = errors[0].Code == CelErrorCode.TooLarge ? failure : new InvalidOperationException(errors[0].ToString());
                }
            },
            maxStackSize: 512 * 1_024);
        thread.Start();
        thread.Join();

        failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("event.data.items.all(i, event.data.items.all(j, has(event.data.missing) || i != j || i == j))")]
    [InlineData("event.data.items.all(i, event.data.text >= 'x' || event.data.text in {'a': 1} || event.data.text.contains('z') || true)")]
    [InlineData("event.data.items.exists(i, event.data == {'a': 1} || event.data.fields == event.data.fields && i < 0)")]
    [InlineData("event.data.items.exists(i, event.data.fields.exists(f, f == '') || '%s'.format([event.data.fields]) == '' || event.data.fields['x'] == 1)")]
    public void Evaluate_MacrosOverLargeData_SpendTheBudget(string source)
    {
        var items = string.Join(",", Enumerable.Range(0, 20_000));
        var fields = string.Join(",", Enumerable.Range(0, 5_000).Select(static i => $"\"f{i}\":{i}"));
        var incident = new Incident("a", Data: $$"""{"items":[{{items}}],"fields":{{{fields}}},"text":"{{new string('x', 100_000)}}"}""");

        incident.Evaluate(source).Error.ShouldNotBeNull().IsFatal.ShouldBeTrue();
    }

    [Theory]
    [InlineData("((((((((((")]
    [InlineData("[[[[[[[[[[")]
    [InlineData("a.b.c.d(")]
    [InlineData("'\\")]
    [InlineData("b'\\u0041'")]
    [InlineData("'\\ud800'")]
    [InlineData("`")]
    [InlineData("0x")]
    [InlineData("1e")]
    [InlineData("\0")]
    [InlineData("a ? b")]
    [InlineData("{1:2,,}")]
    public void TryCompile_BrokenSource_IsASyntaxError(string source) => ShouldNotCompile(source, CelErrorCode.Syntax);

    [Fact]
    public void TryCompile_LongChainOfTerms_CompilesAndRuns()
    {
        var source = string.Join(" || ", Enumerable.Repeat("1 == 2", 1_000)) + " || true";

        Run(source).Value.AsBool().ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_NestedMacrosOverLongLists_SpendTheBudget()
    {
        var limits = new CelLimits { MaxSourceLength = 1 << 20 };

        Run($"{s_long}.all(a, {s_long}.all(b, {s_long}.all(c, a + b + c >= 0)))", limits).Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);
        Run($"{s_long}.map(a, {s_long}.map(b, a + b)).size() > 0 || true", limits).Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);
        Run($"{s_long}.exists(a, {s_long} == {s_long}.filter(b, b != a)) || true", limits).Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);
    }

    [Fact]
    public void TryCompile_MacrosNestedTooDeep_IsTooLarge()
    {
        var source = string.Concat(Enumerable.Range(0, 9).Select(static i => $"[1].all(x{i}, ")) + "true" + new string(')', 9);

        ShouldNotCompile(source, CelErrorCode.TooLarge);
    }

    [Theory]
    [InlineData("'xxxxxxxxxxxxxxxx'.replace('x', 'xxxxxxxxxxxxxxxx').replace('x', 'xxxxxxxxxxxxxxxx').replace('x', 'xxxxxxxxxxxxxxxx').replace('x', 'xxxxxxxxxxxxxxxx')")]
    [InlineData("'%s%s%s%s%s%s%s%s'.format([['aaaaaaaaaaaaaaaa'].map(x, x + x + x + x + x + x).map(x, x + x + x + x + x + x).map(x, x + x + x + x + x + x), 1, 2, 3, 4, 5, 6, 7]).replace('a', 'aaaaaaaaaaaaaaaaaaaa')")]
    [InlineData("['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'].map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x)[0] == ''")]
    [InlineData("[[1, 2, 3, 4, 5, 6, 7, 8]].map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x).map(x, x + x + x + x + x + x + x + x)[0] == []")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').replace('', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa')")]
    public void Evaluate_ValuesThatGrow_AreTooLarge(string source) => Run($"({source}) != null || true").Error!.Code.ShouldBe(CelErrorCode.ValueTooLarge);

    [Fact]
    public void Evaluate_SearchInLongText_SpendsTheBudget()
    {
        var text = "'" + new string('a', 7_000) + "'";

        Run($"{text}.replace('a', 'aaaaaaaa').contains({text} + 'b') || true").Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*a){12}")]
    [InlineData("(a*)*b")]
    public void Evaluate_CatastrophicPattern_RunsInLinearTime(string pattern)
    {
        var text = "'" + new string('a', 10_000) + "!'";

        Run($"{text}.matches('{pattern}')").IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("(a|b|ab|ba|aab|bba){500}c")]
    [InlineData("(a|b)*a(a|b){900}c")]
    public void Evaluate_LargeAutomatonOnALongText_SpendsTheBudget(string pattern)
    {
        var incident = new Incident("a", Data: $$"""{"text":"{{string.Concat(Enumerable.Repeat("abbabaab", 8_000))}}"}""");

        incident.Evaluate($"event.data.text.matches('{pattern}') || true").Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);
    }

    [Fact]
    public void TryCompile_PatternOfManyRepetitions_IsTooLarge() =>
        ShouldNotCompile("'a'.matches('(abcdefghijklmnopqrstuvwxyz){999}')", CelErrorCode.TooLarge);

    [Theory]
    [InlineData("(a{1000}){1000}", CelErrorCode.InvalidPattern)]
    [InlineData("((a{100}){100}){100}", CelErrorCode.InvalidPattern)]
    [InlineData("a{1001}", CelErrorCode.InvalidPattern)]
    [InlineData("(?=a)b", CelErrorCode.Unsupported)]
    [InlineData("(?<!a)b", CelErrorCode.Unsupported)]
    [InlineData("(?>a)b", CelErrorCode.Unsupported)]
    [InlineData("[a", CelErrorCode.InvalidPattern)]
    [InlineData("*", CelErrorCode.InvalidPattern)]
    [InlineData("a**", CelErrorCode.InvalidPattern)]
    [InlineData("\\\\p{Greek}", CelErrorCode.Unsupported)]
    [InlineData("\\\\", CelErrorCode.InvalidPattern)]
    public void TryCompile_PatternBeyondRe2_IsATypedError(string pattern, CelErrorCode code)
    {
        ShouldNotCompile($"'a'.matches('{pattern}')", code);
        Run($"'a'.matches('{pattern}' + '')").Error!.Code.ShouldBe(code);
    }

    [Fact]
    public void TryCompile_LongPattern_IsTooLarge() => ShouldNotCompile($"'a'.matches('{new string('a', 1_001)}')", CelErrorCode.TooLarge);

    [Fact]
    public void Evaluate_ManyPatternsMadeAtRunTime_SpendTheBudget() =>
        Run($"{s_long}.all(i, !'x'.matches('a' + string(i)))").Error!.Code.ShouldBe(CelErrorCode.BudgetExceeded);

    [Fact]
    public void TryCompile_RandomCharacters_NeverThrows()
    {
        var random = new Random(1);
        const string Alphabet = "abex_ 019.\"'\\`()[]{}?:,+-*/%!&|=<>\n\r\0rbuUéÿ😀";
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (Incident.Environment().TryCompile(source, null, out var program, out _))
                program.Evaluate(new Incident("a"));
        }
    }

    private static CelResult Run(string source, CelLimits? limits = null) =>
        new Incident("a").Evaluate(source, limits ?? new CelLimits { MaxSourceLength = 1 << 17 });

    private static void ShouldNotCompile(string source, CelErrorCode code, CelLimits? limits = null)
    {
        Incident.Environment(limits).TryCompile(source, null, out _, out var errors).ShouldBeFalse();
        errors[0].Code.ShouldBe(code);
    }
}
