namespace DeepQ.Learning.Diagnostics;

/// <summary>A loss, a gradient or a weight became infinite or not a number.</summary>
public class DivergenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was seen, as a sentence.</param>
    public DivergenceException(string what)
        : base($"{what} A lower LearningRate, the Huber loss, a lower MaxGradientNorm or smaller rewards usually mend it.") =>
        What = what;

    /// <summary>What was seen, without advice.</summary>
    internal string What { get; }
}
