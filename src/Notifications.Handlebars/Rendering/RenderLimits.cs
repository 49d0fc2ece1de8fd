namespace Notifications.Handlebars.Rendering;

/// <summary>What one message's texts may take.</summary>
internal sealed record RenderLimits(int MaxOutput, int MaxSteps, TimeSpan MaxDuration, int MaxDepth);
