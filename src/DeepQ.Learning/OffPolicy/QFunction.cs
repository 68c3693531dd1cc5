using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Values the actions of a batch of states, so that the greedy policy of the values is known.</summary>
/// <param name="states">The states.</param>
/// <param name="qValues">Receives Q(s, ·): B × A values, row-major.</param>
public delegate void QFunction(StateBatch states, Span<float> qValues);
