namespace DeepQ.Decisions.Events;

/// <summary>The settings that apply from this event on.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Exploration">The exploration, as text.</param>
/// <param name="CanaryShare">The share of the episodes that a candidate decides in canary mode, from 0 to 1.</param>
public sealed record SettingsChange(DecisionMode Mode, string Exploration, double CanaryShare) : DecisionEvent;
