namespace DeepQ.Orleans.Cluster;

/// <summary>Says why a cluster cannot make the trainings of a sweep, and which silos are the reason.</summary>
public sealed class SweepClusterException : Exception
{
    /// <summary>Creates one without a reason.</summary>
    public SweepClusterException()
    {
    }

    /// <summary>Creates one with the reason.</summary>
    /// <param name="message">The reason.</param>
    public SweepClusterException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with the reason and what it came from.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What it came from.</param>
    public SweepClusterException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
