namespace DeepQ.Learning.Schedules;

/// <summary>
/// A value that moves evenly from a start to an end within a fraction of a training, however long that is, and stays there.
/// </summary>
/// <remarks>
/// Where it stands depends on <see cref="DqnOptions.Steps"/>, or on <see cref="DqnOptions.Updates"/> where there is no
/// environment; a trainer takes what <see cref="Over"/> makes of it.
/// </remarks>
public sealed record FractionSchedule : Schedule
{
    /// <summary>Creates a schedule.</summary>
    /// <param name="start">The value at step 0.</param>
    /// <param name="end">The value from the end of the fraction on.</param>
    /// <param name="fraction">The fraction of the training on the way, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not in [0, 1].</exception>
    public FractionSchedule(double start, double end, double fraction = 1)
    {
        if (fraction is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction of a training lies in [0, 1].");
        (Start, End, Fraction) = (start, end, fraction);
    }

    /// <summary>The value at step 0.</summary>
    public double Start { get; }

    /// <summary>The value from the end of the fraction on.</summary>
    public double End { get; }

    /// <summary>The fraction of the training on the way.</summary>
    public double Fraction { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The length of the training is not known here.</exception>
    public override double At(long step) => throw new InvalidOperationException(
        "A fraction schedule has values only within a training: call Over with its length first.");

    /// <inheritdoc/>
    public override Schedule Over(long steps) => new LinearSchedule(Start, End, (long)(Fraction * steps));
}
