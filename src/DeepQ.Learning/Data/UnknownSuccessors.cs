using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>Handles episodes whose state after the last step is not known.</summary>
/// <remarks>
/// Such a step yields no transition. A step at the same place that terminates needs no next state and would be kept, so
/// steps would be left out according to their outcome, and terminations would be overestimated. If all episodes are cut
/// off after the same number of steps, the remedy is to leave out terminations at that step too: then nothing depends
/// on the outcome. Otherwise no remedy is known, and the bias is reported.
/// </remarks>
internal sealed record UnknownSuccessors
{
    /// <summary>The number of steps after which all such episodes are cut off; null if they differ.</summary>
    public int? Limit { get; private init; }

    /// <summary>The number of episodes whose last step is left out without that remedy.</summary>
    public int Unmended { get; private init; }

    /// <summary>Examines the ends of all episodes.</summary>
    public static UnknownSuccessors In(IReadOnlyList<LoggedEpisode> episodes)
    {
        LoggedEpisode[] open = [.. episodes.Where(episode => episode.Tail is not null)];
        if (open.Length == 0 || !episodes.Any(episode => episode.End == EpisodeEnd.Terminated))
            return new UnknownSuccessors();

        // The end of a log breaks off an episode or two anywhere. Where the table reports truncations, they show the
        // limit.
        LoggedEpisode[] cutOff = [.. open.Where(episode => episode.End == EpisodeEnd.Truncated)];
        LoggedEpisode[] telling = cutOff.Length > 0 ? cutOff : open;
        int limit = telling[0].Steps;
        bool isCommon = limit > 1 && telling.Length + cutOff.Length > 1 && telling.All(episode => episode.Steps == limit) &&
            episodes.All(episode => episode.Steps <= limit);
        return isCommon
            ? new UnknownSuccessors { Limit = limit, Unmended = open.Count(episode => episode.Steps != limit) }
            : new UnknownSuccessors { Unmended = open.Length };
    }

    /// <summary>Returns whether an episode terminates at the step at which others are cut off.</summary>
    public bool IsLeftOut(LoggedEpisode episode) => episode.End == EpisodeEnd.Terminated && episode.Count == Limit;

    /// <summary>
    /// Returns the episode without its last transition, which becomes a step whose next state does not count.
    /// </summary>
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

    /// <summary>Describes what was done about it; null if nothing was.</summary>
    public string? Note(int leftOut) => Limit is not { } limit || leftOut == 0 ? null :
        $"Episodes are cut off after {limit} steps, and the state after the last one is not known. What is left " +
        $"out must not depend on the outcome, so step {limit} of the {leftOut} episodes that terminate there is left out too.";

    /// <summary>Describes the bias of what is learned and estimated; null if there is none.</summary>
    public string? Bias(IReadOnlyList<LoggedEpisode> episodes, double meanReward)
    {
        if (Unmended == 0)
            return null;
        string direction = meanReward switch
        {
            > 0 => "too low, since rewards are positive on average",
            < 0 => "too high, since rewards are negative on average",
            _ => "too close to zero",
        };
        return FormattableString.Invariant(
            $"In {Unmended} of {episodes.Count} episodes ({(double)Unmended / episodes.Count:P0}) the state after the last ") +
            "step is not known, so the step is left out, while the last step of an episode that terminates is kept. " +
            $"They do not all end after the same number of steps, so terminations are overestimated, and values are {direction}. " +
            "Log the last observation of each episode in a row without an action, or next states in NextStateColumnName.";
    }
}
