namespace DeepQ.Learning.Schedules;

/// <summary>A value that depends on how far training has come, such as ε.</summary>
public abstract record Schedule
{
    /// <summary>The value at a step.</summary>
    /// <param name="step">The number of environment steps taken so far.</param>
    public abstract double At(long step);

    /// <summary>The schedule in a training of so many steps; itself, unless it depends on them.</summary>
    /// <param name="steps">The length of the training: environment steps, or updates where there is no environment.</param>
    public virtual Schedule Over(long steps) => this;

    /// <summary>A value that never changes.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Schedule(double value) => new LinearSchedule(value, value, 0);
}
