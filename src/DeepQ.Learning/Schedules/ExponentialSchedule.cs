namespace DeepQ.Learning.Schedules;

/// <summary>
/// A value that changes by the same factor at every step, from a start to an end, and then stays constant.
/// </summary>
public sealed record ExponentialSchedule : Schedule
{
    /// <summary>Creates the schedule start · (end / start)^(step / steps).</summary>
    /// <param name="start">The value at step 0, positive.</param>
    /// <param name="end">The value from step <paramref name="steps"/>, positive.</param>
    /// <param name="steps">The number of environment steps until the end value.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A value is not positive, or the number of steps is negative.
    /// </exception>
    public ExponentialSchedule(double start, double end, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(end);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        (Start, End, Steps) = (start, end, steps);
    }

    /// <summary>The value at step 0.</summary>
    public double Start { get; }

    /// <summary>The value from step <see cref="Steps"/>.</summary>
    public double End { get; }

    /// <summary>The number of environment steps until the end value.</summary>
    public long Steps { get; }

    /// <inheritdoc/>
    public override double At(long step) =>
        step >= Steps ? End : Start * Math.Pow(End / Start, (double)step / Steps);
}
