namespace DeepQ.Orleans.Cluster;

/// <summary>Thrown when a cluster cannot make a distributed training. The message names the silos and the reason.</summary>
public sealed class TrainingClusterException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public TrainingClusterException()
    {
    }

    /// <summary>Creates the exception with a reason.</summary>
    /// <param name="message">The reason.</param>
    public TrainingClusterException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a reason and its cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TrainingClusterException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
