using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.Wrappers;

/// <summary>
/// An environment around another one that changes some of its behavior. Members that a wrapper does not override
/// forward to the inner environment, including masks, state and text rendering.
/// </summary>
/// <param name="inner">The environment to wrap. The wrapper owns it; no other code should step it.</param>
public abstract class EnvironmentWrapper(IEnvironment inner) : IEnvironment, ITextRenderable, IWrapper
{
    /// <summary>The wrapped environment.</summary>
    public IEnvironment Inner { get; } = inner ?? throw new ArgumentNullException(nameof(inner));

    bool IWrapper.ForwardsCalls => ForwardsCalls;

    /// <inheritdoc cref="IWrapper.ForwardsCalls"/>
    private protected virtual bool ForwardsCalls => false;

    /// <inheritdoc/>
    public virtual string Name => Inner.Name;

    /// <inheritdoc/>
    public virtual BoxSpace ObservationSpace => Inner.ObservationSpace;

    /// <inheritdoc/>
    public virtual DiscreteSpace ActionSpace => Inner.ActionSpace;

    /// <inheritdoc/>
    public virtual bool HasActionMask => Inner.HasActionMask;

    /// <inheritdoc/>
    public virtual bool RemembersAcrossEpisodes => Inner.RemembersAcrossEpisodes;

    /// <inheritdoc/>
    public virtual int StateSize => Inner.StateSize;

    /// <inheritdoc/>
    public virtual void Reset(Random random, Span<float> observation) => Inner.Reset(random, observation);

    /// <inheritdoc/>
    public virtual StepResult Step(int action, Random random, Span<float> observation) =>
        Inner.Step(action, random, observation);

    /// <inheritdoc/>
    public virtual void GetActionMask(Span<bool> legal) => Inner.GetActionMask(legal);

    /// <inheritdoc/>
    public virtual void SaveState(Span<double> state) => Inner.SaveState(state);

    /// <inheritdoc/>
    public virtual void LoadState(ReadOnlySpan<double> state, Span<float> observation) =>
        Inner.LoadState(state, observation);

    /// <inheritdoc/>
    public virtual string Render() =>
        Inner is ITextRenderable renderable ? renderable.Render() : $"{Name} has no text rendering.";

    /// <summary>Returns the environment inside all wrappers.</summary>
    /// <param name="environment">An environment, wrapped or not.</param>
    public static IEnvironment Unwrap(IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return IWrapper.Unwrap(environment);
    }

    /// <summary>
    /// Returns the observations that an application has to supply to a policy which learned behind this wrapper. A
    /// wrapper that keeps the observation space also keeps the observations. A wrapper that changes the space overrides
    /// this method, with <c>new RawObservations(ObservationSpace)</c> if the application makes the same change, for
    /// example stacks its own frames.
    /// </summary>
    public virtual RawObservations GetRawObservations()
    {
        RawObservations inner = RawObservations.Of(Inner);
        return ReferenceEquals(ObservationSpace, Inner.ObservationSpace) ? inner : inner with
        {
            Problem = $"{GetType().Name} changes the observations of {Name} but does not report how, so no policy can be exported " +
                "that takes raw ones: override GetRawObservations.",
        };
    }

    /// <summary>Returns the state size of a wrapper that stores values after those of the inner environment.</summary>
    private protected int StateSizeWith(int ownValues) => Inner.StateSize == 0 ? 0 : Inner.StateSize + ownValues;

    /// <summary>Refuses a state that is too short before any of it is used.</summary>
    private protected void RequireState(int length)
    {
        if (StateSize == 0)
            throw new NotSupportedException($"{Name} cannot save its state, so neither can a wrapper of it.");
        if (length < StateSize)
        {
            throw new ArgumentException(
                $"The wrapped state of {Name} has {StateSize} values; there is room for {length}.");
        }
    }
}
