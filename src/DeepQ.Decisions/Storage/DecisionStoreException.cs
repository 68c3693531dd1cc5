namespace DeepQ.Decisions.Storage;

/// <summary>The exception thrown if a log of decisions cannot be written or read.</summary>
public sealed class DecisionStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The problem, and what to do.</param>
    /// <param name="isFull">Whether the store is full.</param>
    /// <param name="innerException">The exception of the database.</param>
    public DecisionStoreException(string message, bool isFull = false, Exception? innerException = null)
        : base(message, innerException) => IsFull = isFull;

    /// <summary>Whether the store is full; writing continues when there is room.</summary>
    public bool IsFull { get; }
}
