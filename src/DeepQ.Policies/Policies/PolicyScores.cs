using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Policies;

/// <summary>
/// The outputs of a policy for several states: Q-values, actions, and margins and distributions if its file has them.
/// It is created once for the greatest number of states per call and reused by any number of calls, one at a time.
/// </summary>
/// <remarks>After a call that threw, the values are undefined.</remarks>
public sealed class PolicyScores
{
    private readonly PolicySignature _signature;
    private readonly float[] _qValues;
    private readonly int[] _actions;
    private readonly float[] _margins;
    private readonly float[] _distributions;
    private readonly float[] _uncertainties;

    /// <summary>Allocates memory for the outputs of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="capacity">The greatest number of states in a call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative.</exception>
    public PolicyScores(ModelPolicy policy, int capacity)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        (_signature, Capacity) = (policy.Signature, capacity);
        _qValues = new float[checked(capacity * _signature.ActionCount)];
        _actions = new int[capacity];
        _margins = new float[_signature.HasMargin ? capacity : 0];
        _distributions = new float[checked(capacity * _signature.DistributionValues)];
        _uncertainties = new float[_signature.HasUncertainty ? _qValues.Length : 0];
    }

    /// <summary>The greatest number of states in a call.</summary>
    public int Capacity { get; }

    /// <summary>The number of states of the last call.</summary>
    public int Count { get; private set; }

    /// <summary>Returns the value of each action.</summary>
    /// <param name="state">The number of the state in the call.</param>
    public ReadOnlySpan<float> QValues(int state) =>
        _qValues.AsSpan(Checked(state) * _signature.ActionCount, _signature.ActionCount);

    /// <summary>Returns the greedy action among the legal ones.</summary>
    /// <param name="state">The number of the state in the call.</param>
    public int Action(int state) => _actions[Checked(state)];

    /// <summary>Returns the difference between the greatest and the next Q-value of legal actions.</summary>
    /// <param name="state">The number of the state in the call.</param>
    /// <exception cref="InvalidOperationException">The file has no margins.</exception>
    public float Margin(int state) => _signature.HasMargin ? _margins[Checked(state)] : throw None("margins", "Margin");

    /// <summary>Returns the standard deviation of an ensemble's heads for each action.</summary>
    /// <param name="state">The number of the state in the call.</param>
    /// <exception cref="InvalidOperationException">The file has no uncertainties.</exception>
    public ReadOnlySpan<float> Uncertainties(int state) => _signature.HasUncertainty
        ? _uncertainties.AsSpan(Checked(state) * _signature.ActionCount, _signature.ActionCount)
        : throw None("uncertainties", "Uncertainty");

    /// <summary>
    /// Returns the distribution of an action's return, described by <see cref="PolicySignature.Distribution"/>.
    /// </summary>
    /// <param name="state">The number of the state in the call.</param>
    /// <param name="action">The action.</param>
    /// <exception cref="InvalidOperationException">The file has no distributions.</exception>
    public ReadOnlySpan<float> Distribution(int state, int action)
    {
        ReadOnlySpan<float> all = Distributions(state);
        return all.Slice(action * _signature.Distribution!.Size, _signature.Distribution.Size);
    }

    /// <summary>Returns the distributions of all actions' returns in sequence.</summary>
    /// <param name="state">The number of the state in the call.</param>
    /// <exception cref="InvalidOperationException">The file has no distributions.</exception>
    public ReadOnlySpan<float> Distributions(int state) => _signature.Distribution is null
        ? throw None("distributions", "Distribution")
        : _distributions.AsSpan(Checked(state) * _signature.DistributionValues, _signature.DistributionValues);

    /// <summary>Returns the memory for the first states.</summary>
    /// <exception cref="ArgumentException">There is no room for this many, or the policy has other outputs.</exception>
    internal PolicyOutputs Take(int states, PolicySignature signature)
    {
        if (states > Capacity)
            throw new ArgumentException($"There is room for {Capacity} states, not {states}.");
        if (signature.ActionCount != _signature.ActionCount || signature.HasMargin != _signature.HasMargin
            || signature.HasUncertainty != _signature.HasUncertainty
            || signature.DistributionValues != _signature.DistributionValues)
        {
            throw new ArgumentException("The scores were created for a policy with other outputs.");
        }

        Count = states;
        return new PolicyOutputs
        {
            QValues = _qValues.AsSpan(0, states * _signature.ActionCount),
            Actions = _actions.AsSpan(0, states),
            Margins = _margins.AsSpan(0, _signature.HasMargin ? states : 0),
            Distributions = _distributions.AsSpan(0, states * _signature.DistributionValues),
            Uncertainties = _uncertainties.AsSpan(0, _signature.HasUncertainty ? states * _signature.ActionCount : 0),
        };
    }

    private int Checked(int state) => (uint)state < (uint)Count
        ? state
        : throw new ArgumentOutOfRangeException(nameof(state), state, $"The last call had {Count} states.");

    private static InvalidOperationException None(string what, string option) => new(
        $"The file of the policy has no {what}: export it with PolicyGraphOptions.{option}.");
}
