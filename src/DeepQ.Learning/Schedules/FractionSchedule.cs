namespace DeepQ.Learning.Schedules;

/// <summary>
/// A value that changes linearly from a start to an end within a fraction of a training of any length, and then stays
/// constant.
/// </summary>
/// <remarks>
/// Its value depends on <see cref="DqnOptions.Steps"/> or, without an environment, on <see cref="DqnOptions.Updates"/>;
/// a trainer uses the result of <see cref="Over"/>.
/// </remarks>
public sealed record FractionSchedule : Schedule
{
    /// <summary>Creates a schedule.</summary>
    /// <param name="start">The value at step 0.</param>
    /// <param name="end">The value after the fraction.</param>
    /// <param name="fraction">The fraction of the training, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not in [0, 1].</exception>
    public FractionSchedule(double start, double end, double fraction = 1)
    {
        if (fraction is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction of a training must be in [0, 1].");
        (Start, End, Fraction) = (start, end, fraction);
    }

    /// <summary>The value at step 0.</summary>
    public double Start { get; }

    /// <summary>The value after the fraction.</summary>
    public double End { get; }

    /// <summary>The fraction of the training.</summary>
    public double Fraction { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The length of the training is unknown.</exception>
    public override double At(long step) => throw new InvalidOperationException(
        "A fraction schedule has values only within a training: call Over with its length first.");

    /// <inheritdoc/>
    public override Schedule Over(long steps) => new LinearSchedule(Start, End, (long)(Fraction * steps));
}
