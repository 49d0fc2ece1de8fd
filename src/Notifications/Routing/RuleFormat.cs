using System.Buffers;
using Notifications.Configuration;
using Notifications.Storage;

namespace Notifications.Routing;

/// <summary>How a rule is written down: where it sends and how. What it takes is not: its events are taken. What is a function in code cannot be written, and is counted.</summary>
internal static class RuleFormat
{
    public static byte[] Write(CompiledRule rule)
    {
        var output = new ArrayBufferWriter<byte>();
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Text(rule.Name);
        w.Byte((byte)rule.Mode);
        w.Int(rule.DeliveryPriority is { } lane ? (int)lane : -1);
        w.Text(rule.Category);
        w.Text(rule.Template);
        w.Labels(rule.TemplateVariables);
        w.Int(rule.Deduplicate?.Ticks ?? 0);
        w.Int(rule.Targets.Concat(rule.Fallback).Count(IsCode));
        Write(w, rule.Targets);
        Write(w, rule.Fallback);
        var actions = Array.FindAll(rule.Actions, static a => a.UrlSelector is null);
        w.Count(actions.Length);
        foreach (var action in actions)
            Write(w, action);
        return output.WrittenSpan.ToArray();
    }

    public static RuleRecord Read(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        return new RuleRecord(r.RequiredText(), data.ToArray());
    }

    /// <summary>Reads the rule.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="inCode">How many of its targets and fallbacks were functions in code, and are missing.</param>
    public static RuleDocument ReadDocument(ReadOnlySpan<byte> data, out int inCode)
    {
        var r = new RecordReader(data);
        r.Version();
        var document = new RuleDocument
        {
            Name = r.RequiredText(),
            Mode = (ChannelMix)r.Byte(),
            DeliveryPriority = r.Int32() is >= 0 and var lane ? (Priority)lane : null,
            Category = r.Text(),
            Template = r.Text(),
            TemplateVariables = new Dictionary<string, string>(r.Labels(), StringComparer.Ordinal),
            Deduplicate = r.Int() is > 0 and var ticks ? TimeSpan.FromTicks(ticks) : null,
        };
        inCode = r.Int32();
        document.Targets = ReadTargets(ref r);
        document.Fallback = ReadTargets(ref r);
        var actions = new RuleAction[r.Count()];
        for (var i = 0; i < actions.Length; i++)
            actions[i] = ReadAction(ref r);
        document.Actions = actions;
        r.End();
        return document;
    }

    private static bool IsCode(CompiledTarget target) => target.DestinationSelector is not null || target.RecipientSelector is not null;

    private static void Write(RecordWriter w, CompiledTarget[] targets)
    {
        targets = Array.FindAll(targets, static t => !IsCode(t));
        w.Count(targets.Length);
        foreach (var target in targets)
        {
            w.Text(target.Channel);
            w.Text(target.Destination);
            w.Bool(target.Recipient is not null);
            if (target.Recipient is { } recipient)
            {
                w.Byte((byte)recipient.Kind);
                w.Text(recipient.Value);
            }

            w.Text(target.Expression?.Source);
            if (target.Expression is { } expression)
                w.Byte((byte)expression.Kind);
        }
    }

    private static RuleTarget[] ReadTargets(ref RecordReader r)
    {
        var targets = new RuleTarget[r.Count()];
        for (var i = 0; i < targets.Length; i++)
        {
            var target = targets[i] = new RuleTarget { Channel = r.Text(), Destination = r.Text() };
            if (r.Bool())
                target.Recipient = new Recipient((RecipientKind)r.Byte(), r.RequiredText());
            target.RecipientExpression = r.Text();
            if (target.RecipientExpression is not null)
                target.ExpressionKind = (RecipientKind)r.Byte();
        }

        return targets;
    }

    private static void Write(RecordWriter w, RuleAction action)
    {
        w.Text(action.Label);
        w.Text(action.Url);
        w.Text(action.UrlLabel);
        w.Text(action.Name);
        w.Text(action.Value);
        w.Byte((byte)action.Style);
        w.Count(action.Statuses.Count);
        foreach (var status in action.Statuses)
            w.Byte((byte)status);
    }

    private static RuleAction ReadAction(ref RecordReader r)
    {
        var action = new RuleAction
        {
            Label = r.RequiredText(),
            Url = r.Text(),
            UrlLabel = r.Text(),
            Name = r.Text(),
            Value = r.Text(),
            Style = (NotificationActionStyle)r.Byte(),
        };
        var statuses = new NotificationStatus[r.Count()];
        for (var i = 0; i < statuses.Length; i++)
            statuses[i] = (NotificationStatus)r.Byte();
        action.Statuses = statuses;
        return action;
    }
}
