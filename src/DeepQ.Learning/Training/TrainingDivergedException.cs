namespace DeepQ.Learning;

/// <summary>A loss, a gradient or a weight became infinite or not a number, and training stopped.</summary>
public sealed class TrainingDivergedException : Exception
{
    private readonly string _what;

    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was seen.</param>
    public TrainingDivergedException(string what)
        : base($"{what} A lower LearningRate, the Huber loss, a lower MaxGradientNorm or smaller rewards usually mend it.") =>
        _what = what;

    internal TrainingDivergedException(TrainingDivergedException cause, long step, long updates, TrainingResult? lastGood)
        : this($"After {step} environment steps and {updates} updates: {cause._what}") => LastGood = lastGood;

    /// <summary>
    /// The training up to there, with the last good network: the one with the best evaluation, or, where none was made, the
    /// last whose weights were finite. Null where no such network is left. Whoever catches the exception disposes it.
    /// </summary>
    public TrainingResult? LastGood { get; }
}
