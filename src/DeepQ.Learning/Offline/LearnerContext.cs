using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>The components from which an offline algorithm creates its learner.</summary>
/// <param name="Settings">The settings of updates.</param>
/// <param name="Network">The architecture of the Q-network.</param>
/// <param name="Initial">The initial network; null for drawn weights.</param>
/// <param name="ActionCount">The number of actions.</param>
/// <param name="CreateNetwork">Creates a network with the weights of another one, or with drawn weights.</param>
/// <param name="Returns">
/// Computes the discounted return from each logged transition, by slot, in units of the learned values; null if no
/// transition is followed by another.
/// </param>
/// <param name="Random">The generator of all draws.</param>
internal sealed record LearnerContext(
    LearnerSettings Settings,
    NetworkOptions Network,
    QNetwork? Initial,
    int ActionCount,
    Func<NetworkOptions, QNetwork?, Xoshiro256, QNetwork> CreateNetwork,
    Func<float[]?> Returns,
    Xoshiro256 Random);
