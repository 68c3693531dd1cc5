namespace DeepQ.Onnx.Graphs;

/// <summary>Thrown when a file is not the model or policy that it should be; the message says what is wrong.</summary>
public sealed class PolicyFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the file.</param>
    /// <param name="innerException">The exception that reading it caused, if any.</param>
    public PolicyFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
