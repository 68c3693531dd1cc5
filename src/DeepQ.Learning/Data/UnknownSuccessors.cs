using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>What to do where the state after the last step of episodes is not known.</summary>
/// <remarks>
/// No transition can be made of such a step. If the same step were kept where an episode terminates, which needs no
/// successor, steps would be left out by their outcome, and terminations be overestimated. Where all episodes are cut
/// off after one number of steps, the remedy is to leave out terminations at that step too: then nothing depends on how
/// it went. Where they are not, no remedy is known, and the lean is told.
/// </remarks>
internal sealed record UnknownSuccessors
{
    /// <summary>The number of steps after which all such episodes are cut off; null where there is no such number.</summary>
    public int? Limit { get; private init; }

    /// <summary>The episodes whose last step is left out and has no such remedy.</summary>
    public int Unmended { get; private init; }

    /// <summary>Looks at the ends of all episodes.</summary>
    public static UnknownSuccessors In(IReadOnlyList<LoggedEpisode> episodes)
    {
        LoggedEpisode[] open = [.. episodes.Where(episode => episode.Tail is not null)];
        if (open.Length == 0 || !episodes.Any(episode => episode.End == EpisodeEnd.Terminated))
            return new UnknownSuccessors();

        // A log that ends breaks off an episode or two wherever they are; a limit is what the table says, where it does.
        LoggedEpisode[] cutOff = [.. open.Where(episode => episode.End == EpisodeEnd.Truncated)];
        LoggedEpisode[] telling = cutOff.Length > 0 ? cutOff : open;
        int limit = telling[0].Steps;
        bool isCommon = limit > 1 && telling.Length + cutOff.Length > 1 && telling.All(episode => episode.Steps == limit) &&
            episodes.All(episode => episode.Steps <= limit);
        return isCommon
            ? new UnknownSuccessors { Limit = limit, Unmended = open.Count(episode => episode.Steps != limit) }
            : new UnknownSuccessors { Unmended = open.Length };
    }

    /// <summary>Whether an episode terminates at the step at which others are cut off.</summary>
    public bool IsLeftOut(LoggedEpisode episode) => episode.End == EpisodeEnd.Terminated && episode.Count == Limit;

    /// <summary>The episode without its last transition, which becomes a step whose successor does not count.</summary>
    public static LoggedEpisode Shortened(LoggedEpisode episode, LoggedData data)
    {
        ReplayBuffer transitions = data.Transitions;
        int slot = episode.First + episode.Count - 1;
        TransitionBatch row = transitions.NewBatch(1);
        StateVector state = new(transitions.ObservationSize);
        row.Slots[0] = slot;
        transitions.Read(row, gamma: 1, steps: 1);
        state.Assign(row.StateRows.Row(transitions.ObservationSize));
        EpisodeTail tail = new(
            state, row.Actions[0], row.Rewards[0], data.Propensities?[slot], [.. row.ActionMasks]);
        return episode with { Count = episode.Count - 1, Tail = tail };
    }

    /// <summary>What was done about it; null where nothing was.</summary>
    public string? Note(int leftOut) => Limit is not { } limit || leftOut == 0 ? null :
        $"Episodes are cut off after {limit} steps, and the state after the last one is not known. So that what is left " +
        $"out does not depend on how it went, step {limit} of the {leftOut} episodes that terminate there is left out too.";

    /// <summary>How what is learned and estimated leans; null where it does not.</summary>
    public string? Bias(IReadOnlyList<LoggedEpisode> episodes, double meanReward)
    {
        if (Unmended == 0)
            return null;
        string direction = meanReward switch
        {
            > 0 => "too low, since rewards are positive in the mean",
            < 0 => "too high, since rewards are negative in the mean",
            _ => "too near to zero",
        };
        return FormattableString.Invariant(
            $"In {Unmended} of {episodes.Count} episodes ({(double)Unmended / episodes.Count:P0}) the state after the last ") +
            "step is not known, so that the step is left out, while the last step of an episode that terminates is kept. " +
            $"They do not end after one number of steps, so terminations are overestimated, and values come out {direction}. " +
            "Give the last observation of each episode, in a row without an action, or successors in NextStateColumnName.";
    }
}
