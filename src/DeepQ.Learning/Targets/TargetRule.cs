namespace DeepQ.Learning.Targets;

/// <summary>Computes the targets of action values. Derive from it for a custom target.</summary>
/// <remarks>
/// A derived rule must be a function of its inputs and expose its settings as public properties: a checkpoint is
/// continued only with the same ones.
/// </remarks>
public abstract class TargetRule
{
    /// <summary>The prefix of the algorithm's name, such as <c>Double</c>.</summary>
    /// <value>The default value is the name of the type.</value>
    public virtual string Name => GetType().Name;

    /// <summary>Whether targets depend on the target network's values of the states s themselves.</summary>
    /// <value>The default value is false.</value>
    public virtual bool ReadsStates => false;

    /// <summary>Whether targets depend on the online network's values of the next states.</summary>
    /// <value>The default value is false.</value>
    public virtual bool ReadsOnlineNetwork => false;

    /// <summary>
    /// Whether a target is the return of one action of the next state, which <see cref="NextAction"/> chooses. Then
    /// networks that describe the distribution of that return can learn it.
    /// </summary>
    /// <value>The default value is false.</value>
    public virtual bool ChoosesNextAction => false;

    /// <summary>
    /// Whether a target is the return of a policy in the next state, which <see cref="Mix"/> computes. Distributions
    /// can learn that too.
    /// </summary>
    internal virtual bool MixesNextActions => false;

    /// <summary>Computes the targets.</summary>
    /// <param name="batch">The transitions, and the networks' values of their states.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    public abstract void Compute(in TargetBatch batch, Span<float> targets);

    /// <summary>Chooses the action a' whose return the target uses.</summary>
    /// <param name="batch">The transitions; the target network's values are only the means.</param>
    /// <param name="row">The number of the transition, whose next state is not terminal.</param>
    /// <exception cref="NotSupportedException"><see cref="ChoosesNextAction"/> is false.</exception>
    public virtual int NextAction(in TargetBatch batch, int row) =>
        throw new NotSupportedException($"{GetType().Name} does not choose one action of the next state.");

    /// <summary>
    /// Computes the policy in the next state whose return the target uses, and the bonuses of its actions.
    /// </summary>
    /// <param name="batch">The transitions; the target network's values are only the means.</param>
    /// <param name="row">The number of the transition.</param>
    /// <param name="probabilities">Receives π(·|s'); ignored if s' is terminal.</param>
    /// <param name="bonuses">Receives the bonuses that are added to Z(s', ·).</param>
    /// <returns>The reward including its bonus.</returns>
    internal virtual float Mix(in TargetBatch batch, int row, Span<float> probabilities, Span<float> bonuses) =>
        throw new NotSupportedException($"{GetType().Name} does not mix actions of the next state.");
}
