using System.ComponentModel;
using System.Globalization;
using DeepQ.Decisions;

namespace DecisionServer.Settings;

/// <summary>The settings that can change while decisions are made.</summary>
internal sealed record SettingsView
{
    /// <summary>Who decides, and what is logged.</summary>
    public required DecisionMode Mode { get; init; }

    /// <summary>How policies explore.</summary>
    public required ExplorationView Exploration { get; init; }

    /// <summary>The probability, from 0 to 1, with which the baseline draws any allowed action; 0 by default.</summary>
    [DefaultValue(0.0)]
    public double BaselineEpsilon { get; init; }

    /// <summary>The share of the episodes that the candidate decides in canary mode, from 0 to 1.</summary>
    public required double CanaryShare { get; init; }

    public Dictionary<string, string[]> Errors()
    {
        Dictionary<string, string[]> errors = [];
        if (Exploration.Error() is { } error)
            errors["exploration.value"] = [error];
        if (BaselineEpsilon is not (>= 0 and <= 1))
            errors["baselineEpsilon"] = [string.Create(CultureInfo.InvariantCulture, $"It is {BaselineEpsilon}; it must be from 0 to 1.")];
        if (CanaryShare is not (>= 0 and <= 1))
            errors["canaryShare"] = [string.Create(CultureInfo.InvariantCulture, $"It is {CanaryShare}; it must be from 0 to 1.")];
        return errors;
    }

    public DecisionSettings ToSettings() => new()
    {
        Mode = Mode,
        Exploration = Exploration.ToStrategy(),
        BaselineEpsilon = BaselineEpsilon,
        CanaryShare = CanaryShare,
    };
}
