using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Exploration;

/// <summary>
/// With probability ε any legal action, otherwise the greedy one, or one drawn by <see cref="Boltzmann"/>. Each environment
/// tosses a coin of its own.
/// </summary>
/// <remarks>Sutton, Barto: Reinforcement Learning (2nd edition, 2018), section 2.2.</remarks>
internal sealed class EpsilonGreedy(ExplorationSettings settings, int environments) : ExplorationPolicy
{
    public override int? ChooseWithoutValues(
        int actions, ReadOnlySpan<bool> legal, long step, int environment, Random random)
    {
        double epsilon = EnvironmentEpsilon.Of(
            settings.Epsilon.At(step), environment, environments, settings.EpsilonSpread);
        return random.NextDouble() < epsilon ? UniformChoice.Action(actions, legal, random) : null;
    }

    public override int Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) =>
        Boltzmann.Action(qValues, settings.Temperature.At(step), random, legal);
}
