namespace DeepQ.Environments.MinAtar;

/// <summary>
/// The rules under which a game of MinAtar is played. Results under different protocols are not comparable: state the
/// protocol with each result.
/// </summary>
/// <param name="Suffix">What follows the name of a game in the name of the environment.</param>
/// <param name="StickyActions">The probability that the action executed last replaces the one that is chosen.</param>
/// <param name="MinimalActions">True for only the actions that have an effect in the game; false for all six.</param>
/// <param name="StepLimit">The step that truncates an episode; null for none.</param>
/// <param name="Ramping">Whether games that can become harder do so.</param>
public sealed record MinAtarProtocol(
    string Suffix, double StickyActions, bool MinimalActions, int? StepLimit = null, bool Ramping = true)
{
    /// <summary>
    /// The protocol of Young and Tian: all six actions, sticky with probability 0.1, no step limit, ramping difficulty
    /// (-v0).
    /// </summary>
    /// <remarks>Young, Tian: MinAtar (2019), https://arxiv.org/abs/1903.03176.</remarks>
    public static MinAtarProtocol Original { get; } = new("-v0", StickyActions: 0.1, MinimalActions: false);

    /// <summary><see cref="Original"/> with only the actions that have an effect in the game (-v1).</summary>
    public static MinAtarProtocol OriginalMinimal { get; } = new("-v1", StickyActions: 0.1, MinimalActions: true);

    /// <summary>
    /// The protocol of gymnax, and of PQN's published figures: no sticky actions, minimal actions, and episodes of 1,000 steps at
    /// most (-gymnax); 2,500 in Freeway.
    /// </summary>
    public static MinAtarProtocol Gymnax { get; } = new("-gymnax", StickyActions: 0, MinimalActions: true, StepLimit: 1_000);
}
