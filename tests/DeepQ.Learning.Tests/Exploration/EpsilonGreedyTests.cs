using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class EpsilonGreedyTests
{
    // Q(s, ·) = (s, −s): action 0 is greedy for a positive state, action 1 for a negative one.
    private static MlpQNetwork SignNetwork() => HandMadeNetworks.Linear([1, -1], [0, 0], inputs: 1);

    [Fact]
    public void Without_exploration_each_state_gets_its_greedy_action()
    {
        using QNetwork network = SignNetwork();
        EpsilonGreedy choice = new(3, 2);
        Assert.Equal([0, 1, 0], choice.Choose(network, [2, -1, 0.5f], 0, new Xoshiro256(1)).ToArray());
    }

    [Fact]
    public void Each_environment_tosses_its_own_coin()
    {
        using QNetwork network = SignNetwork();
        EpsilonGreedy choice = new(2, 2);
        Xoshiro256 random = new(7);
        int mixed = 0;
        for (int i = 0; i < 10_000; i++)
        {
            int[] actions = choice.Choose(network, [1, 1], 0.5, random).ToArray();
            mixed += actions[0] != actions[1] ? 1 : 0;
        }

        // Action 1 has probability ε/2 = 1/4 in each environment on its own: they differ with 2 · 1/4 · 3/4 = 0.375. With
        // one coin for both they would differ with 0.25. Six standard deviations are 0.029.
        Assert.InRange(mixed / 10_000.0, 0.346, 0.404);
    }

    [Fact]
    public void With_full_exploration_every_action_is_as_likely()
    {
        using QNetwork network = HandMadeNetworks.Linear([1, 2, 3, 4], [0, 0, 0, 0], inputs: 1);
        EpsilonGreedy choice = new(1, 4);
        Xoshiro256 random = new(3);
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++)
            counts[choice.Choose(network, [1], 1, random)[0]]++;
        // Six standard deviations of a binomial with p = 1/4 are 520.
        Assert.All(counts, count => Assert.InRange(count, 9_480, 10_520));
    }
}
