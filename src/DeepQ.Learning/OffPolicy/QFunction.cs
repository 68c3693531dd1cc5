using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Computes the Q-values of a batch of states.</summary>
/// <param name="states">The states.</param>
/// <param name="qValues">Receives Q(s, ·): B × A values, row-major.</param>
public delegate void QFunction(StateBatch states, Span<float> qValues);
