namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Thrown when a trial has no score: its settings contradict each other, its loss diverged, or its policy cannot be
/// exported.
/// </summary>
public sealed class SweepTrialException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public SweepTrialException()
    {
    }

    /// <summary>Creates the exception with its reason.</summary>
    /// <param name="message">The reason, as shown in the line of the trial.</param>
    public SweepTrialException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its reason and its cause.</summary>
    /// <param name="message">The reason, as shown in the line of the trial.</param>
    /// <param name="innerException">The cause.</param>
    public SweepTrialException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
