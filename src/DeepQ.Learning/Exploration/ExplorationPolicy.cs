namespace DeepQ.Learning.Exploration;

/// <summary>Chooses actions during training. Derive from it for custom exploration.</summary>
/// <remarks>
/// <see cref="DqnOptions.CreateExploration"/> creates one for each training. Whatever it remembers between choices
/// belongs in <see cref="Save"/> and <see cref="Load"/>, so that a resumed training continues as if it had not been
/// interrupted.
/// </remarks>
public abstract class ExplorationPolicy
{
    /// <summary>
    /// Chooses an action if that needs no values, such as a random one. It is called for each environment before any
    /// call of <see cref="Choose"/>; if all have chosen, no values are computed.
    /// </summary>
    /// <param name="actions">The number of actions.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="random">The generator to draw from.</param>
    /// <returns>The action, or null (the default) to choose by values.</returns>
    public virtual int? ChooseWithoutValues(
        int actions, ReadOnlySpan<bool> legal, long step, int environment, Random random) => null;

    /// <summary>Chooses an action.</summary>
    /// <param name="qValues">
    /// Q(s, ·) of the online network: one value per action. With <see cref="DqnOptions.NormalizeRewards"/> they are in
    /// units of the standard deviation of the returns.
    /// </param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="random">The generator to draw from.</param>
    /// <returns>A legal action.</returns>
    public abstract int Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random);

    /// <summary>
    /// Called at the end of an episode, before the next choice in its environment. The default does nothing.
    /// </summary>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="episodeReturn">The sum of the rewards of the episode.</param>
    public virtual void OnEpisodeEnd(int environment, double episodeReturn)
    {
    }

    /// <summary>Writes what is remembered between choices.</summary>
    /// <param name="writer">The writer of the checkpoint.</param>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">The reader of the checkpoint.</param>
    public virtual void Load(BinaryReader reader)
    {
    }
}
