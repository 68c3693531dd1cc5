using DeepQ.Learning.States;

namespace DeepQ.Learning.Networks;

/// <summary>Computes the values of actions, whatever the implementation.</summary>
internal interface IQFunction
{
    /// <summary>The number of actions.</summary>
    int ActionCount { get; }

    /// <summary>
    /// Whether a state has the same values until a weight changes: false with noise, and unknown, hence false, for
    /// custom modules.
    /// </summary>
    bool IsDeterministic { get; }

    /// <summary>Computes the value of every action in a batch of states, without gradients.</summary>
    /// <param name="states">The states.</param>
    /// <param name="qValues">Receives Q(s, ·): B × A values, row-major.</param>
    void QValues(StateBatch states, Span<float> qValues);

    /// <summary>Computes the raw outputs of a network: Q-values, or the values that describe a distribution.</summary>
    /// <param name="states">The states.</param>
    /// <param name="outputs">Receives B × A × N values, row-major, with N values per action.</param>
    void Outputs(StateBatch states, Span<float> outputs);

    /// <summary>Draws new noise for the weights; does nothing in a network without noise.</summary>
    void ResampleNoise(Random random);
}
