namespace DeepQ.Decisions.Storage;

/// <summary>Thrown where a log of decisions cannot be written or read.</summary>
public sealed class DecisionStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="isFull">Whether there is no room for more.</param>
    /// <param name="innerException">What the database said.</param>
    public DecisionStoreException(string message, bool isFull = false, Exception? innerException = null)
        : base(message, innerException) => IsFull = isFull;

    /// <summary>Whether there is no room for more: writing goes on when there is.</summary>
    public bool IsFull { get; }
}
