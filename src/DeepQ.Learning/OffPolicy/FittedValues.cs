using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The values of a fit, which it owns.</summary>
/// <param name="run">The fit, which learned differences from the center.</param>
/// <param name="unit">The unit by which it divided values.</param>
/// <param name="center">The center to add afterwards, in the units of the table.</param>
/// <param name="isDone">Whether the fit converged; see <see cref="IsDone"/>.</param>
internal sealed class FittedValues(FitRun run, float unit, float center, bool isDone) : IDisposable
{
    /// <summary>Whether the fit converged to a possible value, rather than being stopped by a limit.</summary>
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
