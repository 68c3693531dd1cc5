namespace DeepQ.Learning.Schedules;

/// <summary>A value that depends on how far training has come, such as ε.</summary>
public abstract record Schedule
{
    /// <summary>The value at a step.</summary>
    /// <param name="step">The number of environment steps taken so far.</param>
    public abstract double At(long step);

    /// <summary>A value that never changes.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Schedule(double value) => new LinearSchedule(value, value, 0);
}
