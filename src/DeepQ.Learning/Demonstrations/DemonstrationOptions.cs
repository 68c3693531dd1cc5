using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Demonstrations;

/// <summary>
/// Demonstrations: logged transitions that are learned from beside what is tried. The replay keeps them for good, and a large margin holds
/// the demonstrated action above all others in its state.
/// </summary>
/// <remarks>
/// Hester et al.: Deep Q-learning from Demonstrations (2017), https://arxiv.org/abs/1704.03732. Its loss is that of one step, λ₁ times
/// that of n steps, λ₂ times the margin, and λ₃ times the squares of the weights. Here the loss is that of
/// <see cref="DqnOptions.NStep"/> steps, and weights decay where <see cref="DqnOptions.WeightDecay"/> says so.
/// </remarks>
public sealed class DemonstrationOptions
{
    private const double UsualShare = 0.25;

    /// <summary>
    /// The transitions, of the states and actions of the environment; they are copied, and the caller keeps the data. There must be some
    /// when a training begins.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public LoggedData? Data { get; set; }

    /// <summary>
    /// The part of each batch that is drawn from the demonstrations, in whole transitions; null for a quarter, or, with
    /// <see cref="DqnOptions.PrioritizedReplay"/>, for what priorities make of it.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, Below = 1)]
    public double? Share { get; set; }

    /// <summary>
    /// What is added to the errors of demonstrations, ε_d, where <see cref="DqnOptions.PrioritizedReplay"/> draws by them, so that they
    /// come more often.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double PriorityBonus { get; set; } = 1;

    /// <summary>
    /// The number of updates before the first step in the environment, from the demonstrations alone. They are made at the learning rate
    /// of the first step, move the target network as updates do where there is no environment, and are evaluated. A loop of one's own
    /// makes them by <see cref="DqnAgent.Update"/> before it acts.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting(Least = 0)]
    public int UpdatesBeforeActing { get; set; }

    /// <summary>
    /// By how much the value of the demonstrated action must be above all others; in standard deviations of returns where
    /// <see cref="DqnOptions.NormalizeRewards"/> is true.
    /// </summary>
    /// <value>The default value is 0.8.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double Margin { get; set; } = 0.8;

    /// <summary>
    /// What the margin counts beside the squared error, λ₂; 0 for demonstrations that may be wrong, which are then transitions like others.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double MarginWeight { get; set; } = 1;

    internal DemonstrationOptions Copy() => (DemonstrationOptions)MemberwiseClone();

    /// <summary>What the replay keeps.</summary>
    internal PermanentReplay? ToReplay() =>
        Data is null ? null : new PermanentReplay(Data.Transitions, Share ?? UsualShare, PriorityBonus);

    /// <summary>The number of transitions of a batch that are demonstrations where priorities do not decide.</summary>
    internal int RowsOf(int batchSize) => PermanentReplay.RowsOf(Share ?? UsualShare, batchSize);

    /// <summary>Refuses data that are not there, or are of other states or actions.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message says how.</exception>
    internal void RequireFit(BoxSpace observations, DiscreteSpace actions, bool masked)
    {
        if (Data is not { Transitions.Count: > 0 } data)
        {
            throw new ArgumentException(
                "Demonstrations.Data must have transitions when a training begins: give logged data, or set Demonstrations to null.");
        }

        if (data.ObservationSpace.Size != observations.Size)
        {
            throw new ArgumentException(
                $"The demonstrations have {data.ObservationSpace.Size} values a state, and the environment has {observations.Size}.");
        }

        if (!data.ActionSpace.Names.SequenceEqual(actions.Names))
        {
            throw new ArgumentException(
                $"The demonstrations have the actions {string.Join(", ", data.ActionSpace.Names)}, and the environment has " +
                $"{string.Join(", ", actions.Names)}: they must be the same, in the same order.");
        }

        if (data.Transitions.MaskedActions > 0 != masked)
        {
            throw new ArgumentException(masked
                ? "The environment says which actions are legal, and the demonstrations do not: log the masks, too."
                : "The demonstrations say which actions are legal, and the environment does not: leave their masks out, or give it masks.");
        }
    }
}
