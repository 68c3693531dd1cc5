namespace DeepQ.Learning.Targets;

/// <summary>What the value of an action is pulled to. Derive from it for a target of your own.</summary>
/// <remarks>
/// A rule that derives from it is a function of what it is given, and tells its settings by public properties: a checkpoint is
/// continued only with the same ones.
/// </remarks>
public abstract class TargetRule
{
    /// <summary>What is put before the name of the algorithm, such as <c>Double</c>.</summary>
    /// <value>The default value is the name of the type.</value>
    public virtual string Name => GetType().Name;

    /// <summary>Whether targets depend on the target network's values of the states themselves.</summary>
    /// <value>The default value is false.</value>
    public virtual bool ReadsStates => false;

    /// <summary>Whether targets depend on the next values by the network that learns.</summary>
    /// <value>The default value is false.</value>
    public virtual bool ReadsOnlineNetwork => false;

    /// <summary>
    /// Whether a target is the return of one action of the next state, which <see cref="NextAction"/> chooses: then networks that
    /// describe the distribution of that return can learn it.
    /// </summary>
    /// <value>The default value is false.</value>
    public virtual bool ChoosesNextAction => false;

    /// <summary>
    /// Whether a target is the return of a policy of the next state, which <see cref="Mix"/> tells: distributions can learn that, too.
    /// </summary>
    internal virtual bool MixesNextActions => false;

    /// <summary>Computes the targets.</summary>
    /// <param name="batch">The transitions, and what the networks say of their states.</param>
    /// <param name="targets">Receives the targets y: B values.</param>
    public abstract void Compute(in TargetBatch batch, Span<float> targets);

    /// <summary>Chooses the action a' whose return is the target's.</summary>
    /// <param name="batch">The transitions; of the target network's values only the means are there.</param>
    /// <param name="row">The number of the transition, whose next state is not terminal.</param>
    /// <exception cref="NotSupportedException"><see cref="ChoosesNextAction"/> is false.</exception>
    public virtual int NextAction(in TargetBatch batch, int row) =>
        throw new NotSupportedException($"{GetType().Name} does not choose one action of the next state.");

    /// <summary>Tells the policy of the next state whose return is the target's, and what is added to the returns of its actions.</summary>
    /// <param name="batch">The transitions; of the target network's values only the means are there.</param>
    /// <param name="row">The number of the transition.</param>
    /// <param name="probabilities">Receives π(·|s'); what it holds does not matter where s' is terminal.</param>
    /// <param name="bonuses">Receives what is added to Z(s', ·).</param>
    /// <returns>The reward, with what is added to it.</returns>
    internal virtual float Mix(in TargetBatch batch, int row, Span<float> probabilities, Span<float> bonuses) =>
        throw new NotSupportedException($"{GetType().Name} does not mix actions of the next state.");
}
