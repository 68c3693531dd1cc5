namespace DeepQ.Environments.Wrappers;

/// <summary>
/// The mean and the variance of a stream of vectors, at each position, computed without storing the stream.
/// </summary>
/// <remarks>
/// Chan, Golub, LeVeque: Updating formulae and a pairwise algorithm for computing sample variances (1979), one vector
/// at a time. Starts as Gymnasium's does: mean 0 and variance 1 with a weight of 1e-4 observations, so that the first
/// vectors have finite results. Not thread-safe.
/// </remarks>
public sealed class RunningStatistics
{
    private const double Epsilon = 1e-8;

    private readonly double[] _mean;
    private readonly double[] _variance;

    /// <summary>Creates the statistics of an empty stream.</summary>
    /// <param name="size">The number of values of a vector.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public RunningStatistics(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_mean, _variance, Count) = (new double[size], new double[size], 1e-4);
        Array.Fill(_variance, 1);
    }

    /// <summary>The number of vectors seen, plus 1e-4.</summary>
    public double Count { get; private set; }

    /// <summary>The mean at each position.</summary>
    public IReadOnlyList<double> Mean => _mean;

    /// <summary>The population variance at each position.</summary>
    public IReadOnlyList<double> Variance => _variance;

    /// <summary>The factors by which <see cref="Normalize"/> multiplies differences from the mean.</summary>
    internal IEnumerable<double> Factors => _variance.Select(variance => 1 / Math.Sqrt(variance + Epsilon));

    /// <summary>The number of values that <see cref="Save"/> writes.</summary>
    public int StateSize => 1 + 2 * _mean.Length;

    /// <summary>Adds one vector to the statistics.</summary>
    /// <param name="vector">As many values as <see cref="Mean"/> has.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Update(ReadOnlySpan<float> vector)
    {
        RequireLength(vector.Length, _mean.Length);
        double total = Count + 1;
        for (int i = 0; i < _mean.Length; i++)
        {
            double delta = vector[i] - _mean[i];
            _mean[i] += delta / total;
            _variance[i] = (_variance[i] * Count + delta * delta * Count / total) / total;
        }

        Count = total;
    }

    /// <summary>Replaces each value x by (x - mean) / √(variance + 1e-8).</summary>
    /// <param name="vector">As many values as <see cref="Mean"/> has.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Normalize(Span<float> vector)
    {
        RequireLength(vector.Length, _mean.Length);
        for (int i = 0; i < _mean.Length; i++)
            vector[i] = (float)((vector[i] - _mean[i]) / Math.Sqrt(_variance[i] + Epsilon));
    }

    /// <summary>Writes count, means and variances.</summary>
    /// <param name="state">Receives <see cref="StateSize"/> values.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Save(Span<double> state)
    {
        RequireLength(state.Length, StateSize);
        state[0] = Count;
        _mean.CopyTo(state[1..]);
        _variance.CopyTo(state[(1 + _mean.Length)..]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="state"><see cref="StateSize"/> values.</param>
    /// <exception cref="ArgumentException">
    /// The length is wrong, a value is not finite, the count is not positive, or a variance is negative.
    /// </exception>
    public void Load(ReadOnlySpan<double> state)
    {
        RequireLength(state.Length, StateSize);
        for (int i = 0; i < state.Length; i++)
        {
            bool isVariance = i > _mean.Length;
            if (!double.IsFinite(state[i]) || (i == 0 && state[i] <= 0) || (isVariance && state[i] < 0))
            {
                throw new ArgumentException(
                    $"Value {i} of the statistics is {state[i]}; counts must be positive, variances not negative.",
                    nameof(state));
            }
        }

        Count = state[0];
        state.Slice(1, _mean.Length).CopyTo(_mean);
        state[(1 + _mean.Length)..].CopyTo(_variance);
    }

    private static void RequireLength(int length, int expected)
    {
        if (length != expected)
            throw new ArgumentException($"{expected} values are required, not {length}.");
    }
}
