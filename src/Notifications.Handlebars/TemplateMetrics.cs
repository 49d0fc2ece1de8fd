using System.Diagnostics.Metrics;
using Notifications.Handlebars.Catalog;

namespace Notifications.Handlebars;

/// <summary>What templates count, on the meter <c>Notifications.Handlebars</c>.</summary>
internal sealed class TemplateMetrics
{
    public const string MeterName = "Notifications.Handlebars";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _errors;

    public TemplateMetrics(IMeterFactory meters, TemplateCatalog catalog)
    {
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("notifications.templates.duration", "s", "How long a message's texts take to render.");
        _errors = meter.CreateCounter<long>("notifications.templates.errors", "{error}", "Messages whose template failed, by code.");
        meter.CreateObservableGauge("notifications.templates.compiled", () => catalog.Current.CompiledCount, "{template}", "Compiled templates that are kept.");
    }

    public long Start(TimeProvider clock) => _duration.Enabled ? clock.GetTimestamp() : 0;

    public void Rendered(TimeProvider clock, long started)
    {
        if (started != 0)
            _duration.Record(clock.GetElapsedTime(started).TotalSeconds);
    }

    public void Failed(TemplateException error) => _errors.Add(1, new KeyValuePair<string, object?>("code", error.Problem.Code.ToString()));
}
