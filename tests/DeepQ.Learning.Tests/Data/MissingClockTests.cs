using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Data;

public sealed class MissingClockTests
{
    [Fact]
    public void Episodes_that_end_by_a_clock_that_no_state_shows_are_told_of() => Assert.StartsWith(
        "40 of 40 episodes that terminate do so after 5 steps, and no value of the state distinguishes the last step from the others",
        Problem(length: _ => 5, state: (random, _) => random.Next(3)));

    [Fact]
    public void A_clock_in_the_state_is_enough() => Assert.Null(Problem(length: _ => 5, state: (_, step) => 0.1f * step));

    [Fact]
    public void So_is_a_flag_of_the_last_step() => Assert.Null(Problem(length: _ => 5, state: (_, step) => step == 4 ? 1 : 0));

    [Fact]
    public void So_is_a_day_of_the_week() =>
        Assert.Null(Problem(length: _ => 5, state: (_, step) => step == 4 ? 2 : step % 2 == 0 ? 1 : 3));

    [Fact]
    public void Ends_of_their_own_are_none_of_a_clock() =>
        Assert.Null(Problem(length: episode => 3 + (episode % 4), state: (random, _) => random.Next(3)));

    [Fact]
    public void Neither_are_episodes_that_were_cut_off() =>
        Assert.Null(Problem(length: _ => 5, state: (random, _) => random.Next(3), terminated: false));

    [Fact]
    public void Nor_decisions_that_stand_alone() => Assert.Null(Problem(length: _ => 1, state: (random, _) => random.Next(3)));

    private static string? Problem(Func<int, int> length, Func<Xoshiro256, int, float> state, bool terminated = true)
    {
        Xoshiro256 random = new(1);
        ReplayBuffer transitions = new(1_000, 1);
        List<LoggedEpisode> episodes = [];
        for (int episode = 0; episode < 40; episode++)
        {
            int steps = length(episode);
            episodes.Add(new LoggedEpisode($"{episode}", transitions.Count, steps, EpisodeEnd.Terminated, null));
            for (int step = 0; step < steps; step++)
            {
                bool isLast = step == steps - 1;
                transitions.Add(
                    [state(random, step)], 0, 1, [0], terminated: isLast && terminated, truncated: isLast && !terminated);
            }
        }

        return MissingClock.Problem(transitions, episodes);
    }
}
