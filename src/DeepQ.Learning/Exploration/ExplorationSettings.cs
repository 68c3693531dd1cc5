using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Exploration;

/// <summary>The settings of an agent's exploration.</summary>
/// <param name="Epsilon">The probability of a random action, as a function of environment steps.</param>
/// <param name="EpsilonSpread">The spread of ε between environments.</param>
/// <param name="Temperature">The temperature of the other choices, as a function of environment steps.</param>
/// <param name="MaxRandomActionSteps">The greatest number of steps of a random action.</param>
internal sealed record ExplorationSettings(
    Schedule Epsilon, double EpsilonSpread, Schedule Temperature, int MaxRandomActionSteps);
