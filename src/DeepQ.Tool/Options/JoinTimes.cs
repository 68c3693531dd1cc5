using System.CommandLine;
using DeepQ.Decisions;

namespace DeepQ.Tool.Options;

/// <summary>The options that say what of a log of decisions belongs together.</summary>
internal sealed class JoinTimes
{
    private const double MostMinutes = 366 * 24 * 60;
    private readonly NumberOption _reward =
        new("--reward-wait", "Minutes after a decision in which rewards count, as in the training", 0.001, MostMinutes, 10);
    private readonly NumberOption _episode =
        new("--episode-timeout", "Minutes after its last decision until an episode without an end is cut off", 0.001, MostMinutes, 24 * 60);

    public void AddTo(Command command)
    {
        command.Options.Add(_reward);
        command.Options.Add(_episode);
    }

    public JoinOptions Read(ParseResult parsed) => new()
    {
        RewardWait = TimeSpan.FromMinutes(parsed.GetValue(_reward)!.Value),
        EpisodeTimeout = TimeSpan.FromMinutes(parsed.GetValue(_episode)!.Value),
    };
}
