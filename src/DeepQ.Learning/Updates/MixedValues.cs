using DeepQ.Learning.Networks;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Updates;

/// <summary>The values of the heads of a network for the states of a batch, and mixtures of them.</summary>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="heads">The number of heads.</param>
/// <param name="isRead">Whether the values are used; otherwise they are empty.</param>
internal sealed class MixedValues(INetworkPair networks, LearnerSettings settings, int heads, bool isRead)
{
    private readonly float[] _values = new float[isRead ? settings.BatchSize * networks.Learning.ActionCount * heads : 0];
    private readonly float[] _mixed = new float[isRead ? settings.BatchSize * networks.Learning.ActionCount : 0];

    /// <summary>Computes Σ w_k q_k.</summary>
    public static float Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        float sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            // A head with zero weight may have diverged.
            if (weights[i] != 0)
                sum += weights[i] * values[i];
        }

        return sum;
    }

    /// <summary>Computes the values with a network.</summary>
    public void Read(IQFunction network, StateBatch states)
    {
        if (isRead)
            network.Outputs(states, _values);
    }

    /// <summary>Returns the values of one head: B × A, row-major; the next call overwrites them.</summary>
    public ReadOnlySpan<float> Head(int head)
    {
        for (int i = 0; i < _mixed.Length; i++)
            _mixed[i] = _values[(i * heads) + head];
        return _mixed;
    }

    /// <summary>Returns the values of a mixture: B × A, row-major; the next call overwrites them.</summary>
    public ReadOnlySpan<float> Mix(ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < _mixed.Length; i++)
            _mixed[i] = Sum(_values.AsSpan(i * heads, heads), weights);
        return _mixed;
    }
}
