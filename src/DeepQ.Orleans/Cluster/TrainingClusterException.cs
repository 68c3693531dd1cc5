namespace DeepQ.Orleans.Cluster;

/// <summary>Says why a cluster cannot make a distributed training, and which silos are the reason.</summary>
public sealed class TrainingClusterException : Exception
{
    /// <summary>Creates one without a reason.</summary>
    public TrainingClusterException()
    {
    }

    /// <summary>Creates one with the reason.</summary>
    /// <param name="message">The reason.</param>
    public TrainingClusterException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with the reason and what it came from.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What it came from.</param>
    public TrainingClusterException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
