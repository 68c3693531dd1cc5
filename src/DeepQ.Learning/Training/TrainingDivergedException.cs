using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning;

/// <summary>A loss, a gradient or a weight became infinite or not a number, and training stopped.</summary>
public sealed class TrainingDivergedException : DivergenceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was seen, as a sentence.</param>
    public TrainingDivergedException(string what)
        : base(what)
    {
    }

    internal TrainingDivergedException(DivergenceException cause, long step, long updates, TrainingResult? lastGood)
        : base($"After {step} environment steps and {updates} updates: {cause.What}") => LastGood = lastGood;

    /// <summary>
    /// The training up to there, with the last good network: the one with the best evaluation, or, where none was made, the
    /// last whose weights were finite. Null where no such network is left. Whoever catches the exception disposes it.
    /// </summary>
    public TrainingResult? LastGood { get; }
}
