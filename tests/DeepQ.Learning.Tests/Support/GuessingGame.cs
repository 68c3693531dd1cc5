using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A game without end: a state shows one of two marks, by chance, and the action of the same number pays 1. Who guesses has 1 / 2 a
/// step; whoever looks has twice as much.
/// </summary>
internal static class GuessingGame
{
    public const double Gamma = 0.99;

    /// <summary>The value of who looks; half of it is that of who guesses.</summary>
    public const double Optimal = 1 / (1 - Gamma);

    /// <summary>Episodes of who guesses, which are cut off after a number of steps.</summary>
    public static LoggedData Log(int episodes, int length, Random random)
    {
        ReplayBuffer transitions = new(episodes * length, 2);
        List<LoggedEpisode> found = [];
        for (int episode = 0; episode < episodes; episode++)
        {
            found.Add(new LoggedEpisode($"{episode}", episode * length, length, EpisodeEnd.Truncated, null));
            int mark = random.Next(2);
            for (int step = 0; step < length; step++)
            {
                int guess = random.Next(2);
                int next = random.Next(2);
                transitions.Add(
                    OneHot(mark), guess, guess == mark ? 1 : 0, OneHot(next), terminated: false, truncated: step == length - 1);
                mark = next;
            }
        }

        return ChainLog.Wrap(transitions, 2, found, [.. Enumerable.Repeat(0.5f, transitions.Count)]);
    }

    /// <summary>The values of who looks: the mark itself.</summary>
    internal static void Look(StateBatch states, Span<float> q) => states.CopyTo(q);

    /// <summary>A network that looks.</summary>
    public static QNetwork Looking() => HandMadeNetworks.Linear([1, 0, 0, 1], [0, 0], 2);

    private static float[] OneHot(int mark) => mark == 0 ? [1, 0] : [0, 1];
}
