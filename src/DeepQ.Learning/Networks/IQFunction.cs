using DeepQ.Learning.States;

namespace DeepQ.Learning.Networks;

/// <summary>What values the actions of states, whatever computes it.</summary>
internal interface IQFunction
{
    /// <summary>The number of actions.</summary>
    int ActionCount { get; }

    /// <summary>
    /// Whether a state has the same values until a weight changes: not with noise, and who knows in a module of one's own.
    /// </summary>
    bool IsDeterministic { get; }

    /// <summary>Computes the value of every action in a batch of states, without gradients.</summary>
    /// <param name="states">The states.</param>
    /// <param name="qValues">Receives Q(s, ·): B × A values, row-major.</param>
    void QValues(StateBatch states, Span<float> qValues);

    /// <summary>Computes what a network learns: Q-values, or the values that describe a distribution.</summary>
    /// <param name="states">The states.</param>
    /// <param name="outputs">Receives B × A × N values, row-major, with N values an action.</param>
    void Outputs(StateBatch states, Span<float> outputs);

    /// <summary>Draws the noise of the weights anew; a network without noise draws nothing.</summary>
    void ResampleNoise(Random random);
}
