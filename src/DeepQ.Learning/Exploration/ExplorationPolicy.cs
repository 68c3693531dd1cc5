namespace DeepQ.Learning.Exploration;

/// <summary>How actions are chosen while learning. Derive from it for an exploration of your own.</summary>
/// <remarks>
/// <see cref="DqnOptions.CreateExploration"/> creates one for each training. What it keeps between two choices belongs into
/// <see cref="Save"/> and <see cref="Load"/>, so that a resumed training goes on as if it had not been interrupted.
/// </remarks>
public abstract class ExplorationPolicy
{
    /// <summary>
    /// Chooses an action where that needs no values, such as a random one. It is asked for each environment before any is asked
    /// to <see cref="Choose"/>; where all have chosen, no values are computed.
    /// </summary>
    /// <param name="actions">The number of actions.</param>
    /// <param name="legal">True for each legal action; empty when all are.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="random">The generator to draw from.</param>
    /// <returns>The action; null, as by default, to choose by values.</returns>
    public virtual int? ChooseWithoutValues(
        int actions, ReadOnlySpan<bool> legal, long step, int environment, Random random) => null;

    /// <summary>Chooses an action.</summary>
    /// <param name="qValues">
    /// Q(s, ·) of the network that learns: a value an action. With <see cref="DqnOptions.NormalizeRewards"/> they are in parts of
    /// the standard deviation of the returns.
    /// </param>
    /// <param name="legal">True for each legal action; empty when all are.</param>
    /// <param name="step">The number of environment steps taken so far.</param>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="random">The generator to draw from.</param>
    /// <returns>The action, a legal one.</returns>
    public abstract int Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random);

    /// <summary>Notices the end of an episode, before the next choice in its environment. By default it does nothing.</summary>
    /// <param name="environment">The number of the environment, from 0.</param>
    /// <param name="episodeReturn">The sum of the rewards of the episode.</param>
    public virtual void OnEpisodeEnd(int environment, double episodeReturn)
    {
    }

    /// <summary>Writes what is kept between choices.</summary>
    /// <param name="writer">The writer of the checkpoint.</param>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">The reader of the checkpoint.</param>
    public virtual void Load(BinaryReader reader)
    {
    }
}
