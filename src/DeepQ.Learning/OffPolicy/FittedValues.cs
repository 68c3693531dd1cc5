using DeepQ.Learning.Networks;
using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The values that a fit gave. Owns the network.</summary>
/// <param name="network">The network of the differences from the center.</param>
/// <param name="center">What is added to them.</param>
/// <param name="isDone">Whether the fit was done; see <see cref="IsDone"/>.</param>
internal sealed class FittedValues(QNetwork network, double center, bool isDone) : IDisposable
{
    /// <summary>Whether the fit came to rest at a value that is possible, and was not ended by a limit before.</summary>
    public bool IsDone => isDone;

    /// <summary>Computes Q(s, ·): B × A values, row-major.</summary>
    public void QValues(StateBatch states, Span<float> qValues)
    {
        network.QValues(states, qValues);
        foreach (ref float value in qValues)
            value += (float)center;
    }

    public void Dispose() => network.Dispose();
}
