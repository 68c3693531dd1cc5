namespace DeepQ.Learning;

/// <summary>Training produced a loss that is not a finite number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was seen.</param>
    public TrainingDivergedException(string what)
        : base($"{what} A lower LearningRate, the Huber loss, a lower MaxGradientNorm or smaller rewards usually mend it.")
    {
    }
}
