using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notifications.Sections;

/// <summary>Fills options from a section, and tells all that is wrong there together with what the options' own validator finds.</summary>
/// <remarks>Options are made of a copy of the section. It is exchanged for a newer one only when valid options can be made of that: whoever asks for the options later gets the last good ones.</remarks>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="name">Their name.</param>
/// <param name="section">The section.</param>
/// <param name="owner">Whose section it is, for messages: <c>Email channel 'mail'</c>.</param>
/// <param name="read">Reads all keys there are; any other is refused.</param>
internal sealed class SectionSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string name, IConfiguration section, string owner, Action<SectionReader, TOptions> read) : IConfigureNamedOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private readonly ConditionalWeakTable<TOptions, SectionFailures> _failures = [];
    private readonly AsyncLocal<SectionCopy?> _candidate = new();
    private readonly string _path = section is IConfigurationSection { Path: { Length: > 0 } path } ? path : string.Empty;
    private SectionCopy? _inForce;

    public string Name => name;

    public string Owner => owner;

    public IConfiguration Section => section;

    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (name != Name)
            return;

        // Copied when it is needed first: until the host is built, sources may still be added to its configuration.
        var copy = _candidate.Value ?? LazyInitializer.EnsureInitialized(ref _inForce, () => new SectionCopy(section));
        var failures = new SectionFailures(owner);
        if (copy.IsText)
            failures.Add(_path, "is a text; write a section with keys");
        var reader = new SectionReader(copy.Values, _path, failures);
        read(reader, options);
        reader.RefuseUnknown();
        if (failures.Texts.Count > 0)
            _failures.AddOrUpdate(options, failures);
    }

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != Name)
            return ValidateOptionsResult.Skip;
        return _failures.TryGetValue(options, out var failures) ? ValidateOptionsResult.Fail(failures.Texts) : ValidateOptionsResult.Success;
    }

    /// <summary>Makes options of the section as it is now, and puts it in force when that succeeds.</summary>
    /// <exception cref="OptionsValidationException">The section is not valid; nothing has changed.</exception>
    public void TakeOver(IOptionsFactory<TOptions> factory)
    {
        var copy = new SectionCopy(section);
        _candidate.Value = copy;
        try
        {
            factory.Create(name);
        }
        finally
        {
            _candidate.Value = null;
        }

        Volatile.Write(ref _inForce, copy);
    }
}
