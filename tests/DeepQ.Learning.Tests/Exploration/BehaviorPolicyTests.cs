using DeepQ.Learning.Exploration;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class BehaviorPolicyTests
{
    // Q(s, ·) = (s, −s): action 0 is greedy for a positive state, action 1 for a negative one.
    private static QNetwork SignNetwork() => HandMadeNetworks.Linear([1, -1], [0, 0], inputs: 1);

    [Fact]
    public void Without_exploration_each_state_gets_its_greedy_action()
    {
        using QNetwork network = SignNetwork();
        BehaviorPolicy policy = new(new DqnOptions { Epsilon = 0 }.NewExploration(3, 2), 3, 2);
        Assert.Equal([0, 1, 0], policy.Choose(network, [2, -1, 0.5f], [], 0, new Xoshiro256(1)).ToArray());
    }

    [Fact]
    public void Each_environment_tosses_its_own_coin()
    {
        using QNetwork network = SignNetwork();
        BehaviorPolicy policy = new(new DqnOptions { Epsilon = 0.5, MaxRandomActionSteps = 1 }.NewExploration(2, 2), 2, 2);
        Xoshiro256 random = new(7);
        int[,] counts = new int[2, 2];
        for (int i = 0; i < 40_000; i++)
        {
            ReadOnlySpan<int> actions = policy.Choose(network, [1, 1], [], 0, random);
            counts[actions[0], actions[1]]++;
        }

        // Action 1 has probability ε/2 = 1/4 in each environment on its own, so that pairs have the products. One coin
        // for both would give (0, 0) and (1, 1) half of 1/4 and the other half by chance: 10/16, 2/16, 2/16 and 2/16.
        AssertFrequency(9 / 16.0, counts[0, 0]);
        AssertFrequency(3 / 16.0, counts[0, 1]);
        AssertFrequency(3 / 16.0, counts[1, 0]);
        AssertFrequency(1 / 16.0, counts[1, 1]);

        static void AssertFrequency(double probability, int count)
        {
            double sixDeviations = 6 * Math.Sqrt(40_000 * probability * (1 - probability));
            Assert.InRange(count, (40_000 * probability) - sixDeviations, (40_000 * probability) + sixDeviations);
        }
    }

    [Fact]
    public void With_full_exploration_every_action_is_as_likely()
    {
        Assert.All(Counts(new DqnOptions { Epsilon = 1, MaxRandomActionSteps = 1 }, []), count => Assert.InRange(count, 9_480, 10_520));
    }

    [Fact]
    public void With_full_exploration_every_legal_action_is_as_likely_and_no_other_is_chosen()
    {
        int[] counts = Counts(new DqnOptions { Epsilon = 1, MaxRandomActionSteps = 1 }, [true, false, true, false]);
        // Six standard deviations of a binomial with p = 1/2 are 600.
        Assert.InRange(counts[0], 19_400, 20_600);
        Assert.Equal(40_000, counts[0] + counts[2]);
    }

    [Fact]
    public void The_greedy_choice_keeps_to_the_legal_actions_of_its_environment()
    {
        using QNetwork network = SignNetwork();
        BehaviorPolicy policy = new(new DqnOptions { Epsilon = 0 }.NewExploration(2, 2), 2, 2);
        int[] actions = policy.Choose(network, [1, 1], [true, true, false, true], 0, new Xoshiro256(1)).ToArray();
        Assert.Equal([0, 1], actions);
    }

    [Fact]
    public void Environments_explore_by_their_own_probabilities()
    {
        using QNetwork network = SignNetwork();
        BehaviorPolicy policy = new(new DqnOptions { Epsilon = 0.5, EpsilonSpread = 3, MaxRandomActionSteps = 1 }.NewExploration(3, 2), 3, 2);
        Xoshiro256 random = new(2);
        int[] explored = new int[3];
        for (int i = 0; i < 40_000; i++)
        {
            ReadOnlySpan<int> actions = policy.Choose(network, [1, 1, 1], [], 0, random);
            for (int environment = 0; environment < 3; environment++)
                explored[environment] += actions[environment];
        }

        // ε is ½ to the power of 1, 2.5 and 4; half of the random actions are the greedy one.
        double[] expected = [0.5 / 2, Math.Pow(0.5, 2.5) / 2, 0.0625 / 2];
        for (int i = 0; i < 3; i++)
        {
            double sixDeviations = 6 * Math.Sqrt(expected[i] * (1 - expected[i]) / 40_000);
            Assert.InRange(explored[i] / 40_000.0, expected[i] - sixDeviations, expected[i] + sixDeviations);
        }
    }

    [Fact]
    public void Choices_follow_the_temperature_of_the_step()
    {
        using QNetwork network = SignNetwork();
        BehaviorPolicy policy = new(new DqnOptions { Epsilon = 0, Temperature = new LinearSchedule(2, 0, 100) }.NewExploration(1, 2), 1, 2);
        Xoshiro256 random = new(3);
        int second = 0;
        for (int i = 0; i < 40_000; i++)
            second += policy.Choose(network, [1], [], 0, random)[0];

        // exp(−1/2) / (exp(1/2) + exp(−1/2)) = 0.26894; six standard deviations are 0.0133.
        Assert.InRange(second / 40_000.0, 0.2556, 0.2823);
        Assert.Equal(0, policy.Choose(network, [1], [], 100, random)[0]);
    }

    [Fact]
    public void Choices_that_explore_are_told_from_greedy_ones()
    {
        using QNetwork network = SignNetwork();
        Xoshiro256 random = new(4);
        BehaviorPolicy greedy = new(new DqnOptions { Epsilon = 0 }.NewExploration(2, 2), 2, 2);
        greedy.Choose(network, [1, -1], [], 0, random);
        Assert.Equal([false, false], greedy.Explores.ToArray());

        // What is drawn at random explores, even where the greedy action is drawn.
        BehaviorPolicy uniform = new(new DqnOptions { Epsilon = 1 }.NewExploration(2, 2), 2, 2);
        uniform.Choose(network, [1, -1], [], 0, random);
        Assert.Equal([true, true], uniform.Explores.ToArray());

        BehaviorPolicy soft = new(new DqnOptions { Epsilon = 0, Temperature = 1 }.NewExploration(1, 2), 1, 2);
        for (int i = 0; i < 50; i++)
        {
            int action = soft.Choose(network, [1], [], 0, random)[0];
            Assert.Equal(action == 1, soft.Explores[0]);
        }

        // A mask makes the best legal action the greedy one.
        soft.Choose(network, [1], [false, true], 0, random);
        Assert.False(soft.Explores[0]);
    }

    private static int[] Counts(DqnOptions options, bool[] legal)
    {
        using QNetwork network = HandMadeNetworks.Linear([1, 2, 3, 4], [0, 0, 0, 0], inputs: 1);
        BehaviorPolicy policy = new(options.NewExploration(1, 4), 1, 4);
        Xoshiro256 random = new(3);
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++)
            counts[policy.Choose(network, [1], legal, 0, random)[0]]++;
        return counts;
    }
}
