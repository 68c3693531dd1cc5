namespace DeepQ.Learning.Schedules;

/// <summary>A value that changes linearly from a start to an end and then stays constant.</summary>
/// <param name="Start">The value at step 0.</param>
/// <param name="End">The value from step <paramref name="Steps"/>.</param>
/// <param name="Steps">The number of environment steps until the end value.</param>
public sealed record LinearSchedule(double Start, double End, long Steps) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => step >= Steps ? End : Start + ((End - Start) * step / Steps);
}
