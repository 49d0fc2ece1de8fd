using HandlebarsDotNet;
using HandlebarsDotNet.Features;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.Runtime;
using Notifications.Handlebars.Helpers;

namespace Notifications.Handlebars.Compilation;

/// <summary>Registers our helpers after the library's own, so that <c>lookup</c> is ours: the library's would remember every key that a payload brings.</summary>
internal sealed class OwnFunctions : IFeature, IFeatureFactory
{
    public IFeature CreateFeature() => this;

    public void OnCompiling(ICompiledHandlebarsConfiguration configuration)
    {
        foreach (var (name, helper) in TemplateFunctions.All)
            configuration.Helpers[$"[{name}]"] = new Ref<IHelperDescriptor<HelperOptions>>(new HelperFunction(name, helper));
    }

    public void CompilationCompleted()
    {
        // Nothing is left to do: helpers are in place before the text is parsed.
    }
}
