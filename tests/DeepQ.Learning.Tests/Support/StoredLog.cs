using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// Logged data that is the same on every machine, down to the bit: nothing but sums and products make it, so that a stored
/// checkpoint knows it again.
/// </summary>
internal static class StoredLog
{
    private const int Actions = 3;
    private const int Episodes = 30;
    private const int Length = 6;

    /// <summary>Episodes in which two values drift; in sparse form they stand among zeros.</summary>
    public static LoggedData Of(bool isSparse)
    {
        int size = isSparse ? 40 : 2;
        Xoshiro256 random = new(3);
        ReplayBuffer transitions = isSparse
            ? ReplayBuffer.OfSparse(Episodes * Length, size)
            : new ReplayBuffer(Episodes * Length, size);
        StateVector state = new(size), next = new(size);
        List<LoggedEpisode> episodes = [];
        for (int episode = 0; episode < Episodes; episode++)
        {
            episodes.Add(new LoggedEpisode($"{episode}", episode * Length, Length, EpisodeEnd.Terminated, null));
            float[] from = [random.NextSingle(), 100 * random.NextSingle()];
            for (int step = 0; step < Length; step++)
            {
                int action = random.NextSingle() < 0.5f ? 0 : random.Next(Actions);
                float[] to = [(0.5f * from[0]) + (0.25f * action), (0.75f * from[1]) + (25 * random.NextSingle())];
                float reward = to[0] - (0.0078125f * to[1]) + random.NextSingle();
                Add(from, action, reward, to, terminated: step == Length - 1);
                from = to;
            }
        }

        return new LoggedData
        {
            Transitions = transitions,
            ObservationSpace = new BoxSpace([size], -1000, 1000),
            ActionSpace = new DiscreteSpace(Actions),
            Episodes = episodes,
        };

        void Add(float[] from, int action, float reward, float[] to, bool terminated)
        {
            if (!isSparse)
            {
                transitions.Add(from, action, reward, to, terminated);
                return;
            }

            SparseLog.Set(state, Among(from));
            SparseLog.Set(next, Among(to));
            transitions.AddSparse(state.Row, action, reward, next.Row, terminated);
        }

        // Each value has several places, by where the other one is.
        float[] Among(float[] values)
        {
            float[] row = new float[size];
            row[(int)values[1] % 13] = values[0];
            row[20 + ((int)(8 * values[0]) % 13)] = values[1];
            return row;
        }
    }
}
