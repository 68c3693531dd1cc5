using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The values that a fit gave. Owns the fit.</summary>
/// <param name="run">The fit, which has the differences from the center.</param>
/// <param name="unit">What it divided values by.</param>
/// <param name="center">What is added to them then, in the units of the table.</param>
/// <param name="isDone">Whether the fit was done; see <see cref="IsDone"/>.</param>
internal sealed class FittedValues(FitRun run, float unit, float center, bool isDone) : IDisposable
{
    /// <summary>Whether the fit came to rest at a value that is possible, and was not ended by a limit before.</summary>
    public bool IsDone => isDone;

    /// <summary>Computes Q(s, ·): B × A values, row-major.</summary>
    public void QValues(StateBatch states, Span<float> qValues)
    {
        run.Values.QValues(states, qValues);
        foreach (ref float value in qValues)
            value = (value * unit) + center;
    }

    public void Dispose() => run.Dispose();
}
