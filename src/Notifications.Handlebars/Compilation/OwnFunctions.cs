using HandlebarsDotNet;
using HandlebarsDotNet.Features;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.Runtime;
using Notifications.Handlebars.Helpers;

namespace Notifications.Handlebars.Compilation;

/// <summary>Registers our compiler, and our helpers after the library's own, so that <c>lookup</c> is ours: the library's would remember every key that a payload brings; and so are <c>with</c> and sections, which take 0 and "" as handlebars.js does.</summary>
internal sealed class OwnFunctions : IFeature, IFeatureFactory
{
    public IFeature CreateFeature() => this;

    public void OnCompiling(ICompiledHandlebarsConfiguration configuration)
    {
        if (configuration.ExpressionCompiler is not PiecewiseCompiler)
            configuration.ExpressionCompiler = new PiecewiseCompiler([.. configuration.ExpressionMiddlewares]);
        foreach (var (name, helper) in TemplateFunctions.All)
            configuration.Helpers[$"[{name}]"] = new Ref<IHelperDescriptor<HelperOptions>>(new HelperFunction(name, helper));
        configuration.BlockHelpers["with"] = new Ref<IHelperDescriptor<BlockHelperOptions>>(new WithBlock());
        configuration.BlockHelpers["blockHelperMissing"] = new Ref<IHelperDescriptor<BlockHelperOptions>>(new SectionBlock());
    }

    public void CompilationCompleted()
    {
        // Nothing is left to do: helpers are in place before the text is parsed.
    }
}
