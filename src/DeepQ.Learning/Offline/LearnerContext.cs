using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>What an offline algorithm makes its learner from.</summary>
/// <param name="Settings">The settings of updates.</param>
/// <param name="Network">The architecture of the network that learns values.</param>
/// <param name="Initial">The network that training begins with; null for weights that are drawn.</param>
/// <param name="ActionCount">The number of actions.</param>
/// <param name="CreateNetwork">Creates a network with the weights of another one, or with weights that are drawn.</param>
/// <param name="Returns">
/// Computes the discounted return from each logged transition on, by its slot, in the units that are learned; null where none is followed
/// by another.
/// </param>
/// <param name="Random">The generator that everything is drawn from.</param>
internal sealed record LearnerContext(
    LearnerSettings Settings,
    NetworkOptions Network,
    QNetwork? Initial,
    int ActionCount,
    Func<NetworkOptions, QNetwork?, Xoshiro256, QNetwork> CreateNetwork,
    Func<float[]?> Returns,
    Xoshiro256 Random);
