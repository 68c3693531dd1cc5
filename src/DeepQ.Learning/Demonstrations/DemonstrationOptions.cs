using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Demonstrations;

/// <summary>
/// Demonstrations: logged transitions that are learned from beside the agent's own. The replay keeps them permanently,
/// and a large margin keeps the value of the demonstrated action above all others in its state.
/// </summary>
/// <remarks>
/// Hester et al.: Deep Q-learning from Demonstrations (2017), https://arxiv.org/abs/1704.03732. Its loss is the
/// one-step loss, plus λ₁ times the n-step loss, λ₂ times the margin, and λ₃ times the squared weights. Here the loss
/// is that of <see cref="DqnOptions.NStep"/> steps, and <see cref="DqnOptions.WeightDecay"/> replaces λ₃.
/// </remarks>
public sealed class DemonstrationOptions
{
    private const double UsualShare = 0.25;

    /// <summary>
    /// The transitions, with the states and actions of the environment. They are copied; the caller keeps the data. At
    /// least one is required when a training begins.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public LoggedData? Data { get; set; }

    /// <summary>
    /// The share of each batch that is drawn from the demonstrations, rounded to whole transitions; null for a quarter
    /// or, with <see cref="DqnOptions.PrioritizedReplay"/>, for the share that follows from the priorities.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, Below = 1)]
    public double? Share { get; set; }

    /// <summary>
    /// The constant ε_d that is added to the errors of demonstrations so that
    /// <see cref="DqnOptions.PrioritizedReplay"/> draws them more often.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double PriorityBonus { get; set; } = 1;

    /// <summary>
    /// The number of updates before the first step in the environment, from the demonstrations alone. They use the
    /// learning rate of the first step, update the target network as without an environment, and are evaluated. A
    /// custom loop makes them by <see cref="DqnAgent.Update"/> before it acts.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting(Least = 0)]
    public int UpdatesBeforeActing { get; set; }

    /// <summary>
    /// The margin by which the value of the demonstrated action must exceed all others, in standard deviations of
    /// returns if <see cref="DqnOptions.NormalizeRewards"/> is true.
    /// </summary>
    /// <value>The default value is 0.8.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double Margin { get; set; } = 0.8;

    /// <summary>
    /// The weight of the margin beside the squared error, λ₂; 0 for demonstrations that may be wrong, which then are
    /// transitions like others.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double MarginWeight { get; set; } = 1;

    internal DemonstrationOptions Copy() => (DemonstrationOptions)MemberwiseClone();

    /// <summary>Returns the permanent part of the replay.</summary>
    internal PermanentReplay? ToReplay() =>
        Data is null ? null : new PermanentReplay(Data.Transitions, Share ?? UsualShare, PriorityBonus);

    /// <summary>Returns the number of demonstrations in a batch if priorities do not decide it.</summary>
    internal int RowsOf(int batchSize) => PermanentReplay.RowsOf(Share ?? UsualShare, batchSize);

    /// <summary>Refuses data that are missing or have other states or actions.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message says why.</exception>
    internal void RequireFit(BoxSpace observations, DiscreteSpace actions, bool masked)
    {
        if (Data is not { Transitions.Count: > 0 } data)
        {
            throw new ArgumentException(
                "Demonstrations.Data must have transitions when a training begins: supply logged data, or set Demonstrations to null.");
        }

        if (data.ObservationSpace.Size != observations.Size)
        {
            throw new ArgumentException(
                $"The demonstrations have {data.ObservationSpace.Size} values per state, but the environment has {observations.Size}.");
        }

        if (!data.ActionSpace.Names.SequenceEqual(actions.Names))
        {
            throw new ArgumentException(
                $"The demonstrations have the actions {string.Join(", ", data.ActionSpace.Names)}, but the environment has " +
                $"{string.Join(", ", actions.Names)}: they must be the same, in the same order.");
        }

        if (data.Transitions.MaskedActions > 0 != masked)
        {
            throw new ArgumentException(masked
                ? "The environment has action masks, but the demonstrations do not: log the masks too."
                : "The demonstrations have action masks, but the environment does not: leave out their masks, or add masks to the environment.");
        }
    }
}
