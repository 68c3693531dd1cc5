namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Says why a trial has no score: its settings contradict each other, its loss diverged, or its policy cannot be exported.
/// </summary>
public sealed class SweepTrialException : Exception
{
    /// <summary>Creates one without a reason.</summary>
    public SweepTrialException()
    {
    }

    /// <summary>Creates one with the reason.</summary>
    /// <param name="message">The reason, as it stands in the line of the trial.</param>
    public SweepTrialException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with the reason and what it came from.</summary>
    /// <param name="message">The reason, as it stands in the line of the trial.</param>
    /// <param name="innerException">What it came from.</param>
    public SweepTrialException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
