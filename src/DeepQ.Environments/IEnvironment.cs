namespace DeepQ.Environments;

/// <summary>
/// A Markov decision process that an agent acts in, one step at a time, modeled on Gymnasium's interface.
/// </summary>
/// <remarks>
/// An environment owns no random generator: every draw comes from the one that is passed in, so the caller controls and
/// can repeat what happens. Observations are written to the caller's memory; an environment allocates nothing while it
/// steps.
/// </remarks>
public interface IEnvironment
{
    /// <summary>The identifier of the environment, such as <c>CartPole-v1</c>.</summary>
    string Name { get; }

    /// <summary>The shape, the bounds and the element type of an observation.</summary>
    BoxSpace ObservationSpace { get; }

    /// <summary>The actions, numbered from zero, with their names.</summary>
    DiscreteSpace ActionSpace { get; }

    /// <summary>Starts a new episode.</summary>
    /// <param name="random">The generator that the start state is drawn from.</param>
    /// <param name="observation">
    /// Receives the first observation: <see cref="BoxSpace.Size"/> values, row-major.
    /// </param>
    /// <exception cref="ArgumentException">There is no room for the observation.</exception>
    void Reset(Random random, Span<float> observation);

    /// <summary>Takes one action.</summary>
    /// <param name="action">The action, from 0 up to, not including, <see cref="DiscreteSpace.Count"/>.</param>
    /// <param name="random">The generator that the transition is drawn from.</param>
    /// <param name="observation">Receives the next observation: <see cref="BoxSpace.Size"/> values, row-major.</param>
    /// <returns>The reward and whether, and how, the episode ended.</returns>
    /// <exception cref="ArgumentException">There is no room for the observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The action is not one of the action space.</exception>
    /// <exception cref="InvalidOperationException">The episode has ended, or none was started.</exception>
    StepResult Step(int action, Random random, Span<float> observation);

    /// <summary>Gets whether some states make some actions illegal.</summary>
    bool HasActionMask => false;

    /// <summary>Writes which actions are legal in the current state.</summary>
    /// <param name="legal">Receives true for each legal action: <see cref="DiscreteSpace.Count"/> values.</param>
    void GetActionMask(Span<bool> legal) => legal.Fill(true);

    /// <summary>
    /// Gets whether anything that survives a reset influences the next episode, such as the sticky action of an Atari
    /// game. It is part of the state that can be saved.
    /// </summary>
    bool RemembersAcrossEpisodes => false;

    /// <summary>
    /// The number of values that describe the complete state, elapsed steps included; zero if the state cannot be
    /// saved.
    /// </summary>
    int StateSize => 0;

    /// <summary>Writes the complete state, so that <see cref="LoadState"/> continues from here.</summary>
    /// <param name="state">Receives <see cref="StateSize"/> values.</param>
    /// <exception cref="ArgumentException">There is no room for the state.</exception>
    /// <exception cref="NotSupportedException">The state cannot be saved.</exception>
    void SaveState(Span<double> state) => throw new NotSupportedException($"The state of {Name} cannot be saved.");

    /// <summary>Restores a state that <see cref="SaveState"/> wrote.</summary>
    /// <param name="state"><see cref="StateSize"/> values.</param>
    /// <param name="observation">Receives the observation of that state.</param>
    /// <exception cref="ArgumentException">The state is not one of this environment.</exception>
    /// <exception cref="NotSupportedException">The state cannot be loaded.</exception>
    void LoadState(ReadOnlySpan<double> state, Span<float> observation) =>
        throw new NotSupportedException($"The state of {Name} cannot be loaded.");
}
