using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning;

/// <summary>Thrown when a loss, a gradient or a weight became infinite or NaN and training stopped.</summary>
public sealed class TrainingDivergedException : DivergenceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was observed, as a sentence.</param>
    public TrainingDivergedException(string what)
        : base(what)
    {
    }

    internal TrainingDivergedException(DivergenceException cause, long step, long updates, TrainingResult? lastGood)
        : base($"After {step} environment steps and {updates} updates: {cause.What}") => LastGood = lastGood;

    /// <summary>
    /// The training up to that point, with the last good network: the one with the best evaluation or, without
    /// evaluations, the last with finite weights. Null if no such network is left. The code that catches the exception
    /// disposes it.
    /// </summary>
    public TrainingResult? LastGood { get; }
}
