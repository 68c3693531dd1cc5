namespace DeepQ.Learning.Schedules;

/// <summary>A value that depends on the progress of a training, such as ε.</summary>
public abstract record Schedule
{
    /// <summary>Returns the value at a step.</summary>
    /// <param name="step">The number of environment steps taken so far.</param>
    public abstract double At(long step);

    /// <summary>
    /// Returns the schedule for a training of a given length; itself if it does not depend on the length.
    /// </summary>
    /// <param name="steps">The length of the training: environment steps, or updates without an environment.</param>
    public virtual Schedule Over(long steps) => this;

    /// <summary>Creates a schedule with a constant value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Schedule(double value) => new LinearSchedule(value, value, 0);
}
