using DeepQ.Learning.Actions;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Exploration;

/// <summary>
/// How actions are chosen while learning: with probability ε any legal action, otherwise the greedy one, or one
/// drawn by <see cref="Boltzmann"/>. Each environment tosses a coin of its own.
/// </summary>
/// <remarks>Sutton, Barto: Reinforcement Learning (2nd edition, 2018), section 2.2.</remarks>
internal sealed class BehaviorPolicy(ExplorationSettings options, int environments, int actionCount)
{
    private const int Undecided = -1;
    private readonly int[] _actions = new int[environments];
    private readonly float[] _qValues = new float[environments * actionCount];

    /// <summary>Chooses an action for each state.</summary>
    /// <param name="values">Values the actions; it is asked only when some choice needs values.</param>
    /// <param name="states">The states: N × n values, row-major.</param>
    /// <param name="legal">True for each legal action: N × A values, row-major; empty when all are.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="random">The generator that coins and actions are drawn from.</param>
    /// <returns>The actions; the next call overwrites them.</returns>
    public ReadOnlySpan<int> Choose(
        IQFunction values,
        ReadOnlySpan<float> states,
        ReadOnlySpan<bool> legal,
        long step,
        Random random)
    {
        double epsilon = options.Epsilon.At(step);
        for (int i = 0; i < environments; i++)
        {
            double own = EnvironmentEpsilon.Of(epsilon, i, environments, options.EpsilonSpread);
            _actions[i] = random.NextDouble() < own ? UniformChoice.Action(actionCount, Mask(legal, i), random) : Undecided;
        }

        if (!_actions.Contains(Undecided))
            return _actions;

        values.QValues(states, _qValues);
        double temperature = options.Temperature.At(step);
        for (int i = 0; i < environments; i++)
        {
            ReadOnlySpan<float> qValues = _qValues.AsSpan(i * actionCount, actionCount);
            if (_actions[i] == Undecided)
                _actions[i] = Boltzmann.Action(qValues, temperature, random, Mask(legal, i));
        }

        return _actions;
    }

    private ReadOnlySpan<bool> Mask(ReadOnlySpan<bool> legal, int environment) =>
        legal.IsEmpty ? legal : legal.Slice(environment * actionCount, actionCount);
}
