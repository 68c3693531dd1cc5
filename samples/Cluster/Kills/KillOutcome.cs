using System.Globalization;
using ClusterSample.Training;

namespace ClusterSample.Kills;

/// <summary>What became of a training that lost a silo.</summary>
/// <param name="Role">What the silo did.</param>
/// <param name="Moment">The steps after which it was killed.</param>
/// <param name="Pause">The longest time without an update since then.</param>
/// <param name="Seconds">The duration of the whole training.</param>
/// <param name="Steps">The steps that were made.</param>
/// <param name="MeanReturn">What the policy reaches.</param>
/// <param name="Blocks">What the shards received.</param>
/// <param name="MostAllowed">The most transitions that may be stored beyond the steps of the learner.</param>
internal sealed record KillOutcome(
    Role Role, long Moment, TimeSpan Pause, double Seconds, long Steps, double MeanReturn, BlockLog Blocks, long MostAllowed)
{
    /// <summary>What the columns of <see cref="ToString"/> are.</summary>
    public const string Heading = "killed    at step  pause    in all  return  blocks  again  ahead, of";

    /// <summary>What is not as it should be, as text; null if all is.</summary>
    /// <param name="steps">The steps of a training.</param>
    /// <param name="bar">The return that a policy has to reach.</param>
    public string? Problem(long steps, double bar) =>
        Steps != steps ? $"{Steps} of {steps} steps were made"
        : MeanReturn < bar ? string.Create(CultureInfo.InvariantCulture, $"the policy reaches {MeanReturn:F1}, not {bar}")
        : Blocks.MostTimes != 1 ? $"a block was stored {Blocks.MostTimes} times"
        : Blocks.MostAhead > MostAllowed ? $"{Blocks.MostAhead} transitions were ahead; {MostAllowed} are allowed"
        : Blocks.LastStep < 0.9 * steps || Blocks.LastStep > steps ? $"the learner told step {Blocks.LastStep} last"
        : null;

    /// <summary>A line of a table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Role,-7}  {Moment,8:N0}  {Pause.TotalSeconds,3:F1} s  {Seconds,6:F1} s  {MeanReturn,6:F1}  {Blocks.Blocks,6:N0}  {Blocks.Repeated,5}  {Blocks.MostAhead,5:N0}, {MostAllowed:N0}");
}
