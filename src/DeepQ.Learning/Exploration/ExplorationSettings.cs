using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Exploration;

/// <summary>How an agent explores.</summary>
/// <param name="Epsilon">The probability of a random action, by environment steps.</param>
/// <param name="EpsilonSpread">How far the environments' ε lie apart.</param>
/// <param name="Temperature">The temperature of the other choices, by environment steps.</param>
/// <param name="MaxRandomActionSteps">The greatest number of steps that a random action lasts.</param>
internal sealed record ExplorationSettings(
    Schedule Epsilon, double EpsilonSpread, Schedule Temperature, int MaxRandomActionSteps);
