namespace DeepQ.Learning.Diagnostics;

/// <summary>Thrown when a loss, a gradient or a weight becomes infinite or NaN.</summary>
public class DivergenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was observed, as a sentence.</param>
    public DivergenceException(string what)
        : base($"{what} A lower LearningRate, the Huber loss, a lower MaxGradientNorm or smaller rewards usually help.") =>
        What = what;

    /// <summary>What was observed, without advice.</summary>
    internal string What { get; }
}
