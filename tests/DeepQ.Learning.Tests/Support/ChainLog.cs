using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Logged data of a <see cref="LoggedChain"/>, with one-hot states.</summary>
internal static class ChainLog
{
    public static readonly LoggedChain Chain = new(seed: 5);

    /// <summary>Episodes of the logged policy, the same ones each time.</summary>
    public static LoggedData Of(int episodes, bool propensities = false) =>
        Wrap(Chain, Chain.Log(episodes, new Xoshiro256(3)), propensities);

    /// <summary>Episodes of a process as logged data.</summary>
    public static LoggedData Wrap(LoggedChain chain, LoggedChain.Step[][] log, bool propensities)
    {
        LoggedChain.Step[] steps = [.. log.SelectMany(episode => episode)];
        ReplayBuffer transitions = new(steps.Length, LoggedChain.States);
        foreach (LoggedChain.Step step in steps)
            transitions.Add(OneHot(step.State), step.Action, (float)step.Reward, OneHot(step.Next), step.Terminated);
        List<LoggedEpisode> found = [];
        int first = 0;
        foreach (LoggedChain.Step[] episode in log)
        {
            found.Add(new LoggedEpisode($"{found.Count}", first, episode.Length, EpisodeEnd.Terminated, null));
            first += episode.Length;
        }

        return Wrap(
            transitions,
            LoggedChain.Actions,
            found,
            propensities ? [.. steps.Select(step => (float)chain.Logged[step.State][step.Action])] : null);
    }

    /// <summary>A function of states and actions as one of observations.</summary>
    public static QFunction QFunction(Func<int, int, double> value) => (states, q) =>
    {
        for (int i = 0; i < q.Length; i++)
        {
            int row = i / LoggedChain.Actions;
            int state = states.Values.Slice(row * LoggedChain.States, LoggedChain.States).IndexOf(1f);
            q[i] = (float)value(state, i % LoggedChain.Actions);
        }
    };

    /// <summary>Transitions as logged data, of episodes that are told.</summary>
    public static LoggedData Wrap(
        ReplayBuffer transitions, int actions, List<LoggedEpisode> episodes, List<float>? propensities = null) =>
        Wrap(transitions, new DiscreteSpace(actions), episodes, propensities);

    /// <inheritdoc cref="Wrap(ReplayBuffer, int, List{LoggedEpisode}, List{float}?)"/>
    public static LoggedData Wrap(
        ReplayBuffer transitions, DiscreteSpace actions, List<LoggedEpisode> episodes, List<float>? propensities = null) => new()
        {
            Transitions = transitions,
            ObservationSpace = new BoxSpace([transitions.ObservationSize], 0, 1),
            ActionSpace = actions,
            Episodes = episodes,
            Propensities = propensities,
            Report = new LoggedDataReport
            {
                Rows = transitions.Count,
                Transitions = transitions.Count,
                Episodes = episodes.Count,
                Terminal = transitions.Count,
                Actions = [],
                MemorySize = 0,
                RowsLeftOut = 0,
                FindingCount = 0,
                Findings = [],
                Warnings = [],
            },
        };

    private static float[] OneHot(int state)
    {
        float[] observation = new float[LoggedChain.States];
        observation[state] = 1;
        return observation;
    }
}
