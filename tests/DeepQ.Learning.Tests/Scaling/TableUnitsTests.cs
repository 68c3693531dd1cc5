using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class TableUnitsTests
{
    [Fact]
    public void Rewards_are_in_parts_of_the_deviation_of_returns()
    {
        // Each stands alone and ends: the returns are 3, 0, -4 and 0.
        Assert.Equal(Math.Sqrt((25 / 4.0) - (1 / 16.0)), Of(new(), 3, 0, -4, 0).Reward, 1e-6);
        Assert.Equal(1, Of(new() { NormalizeRewards = false }, 3, 1).Reward);
        Assert.Equal(1, Of(new() { OfflineAlgorithm = new BehaviorCloning() }, 3, 1).Reward);
    }

    [Fact]
    public void States_are_scaled_by_the_table_unless_something_else_is_asked_for()
    {
        ObservationScaling own = new([1], [2]);

        Assert.Equal([2f], Of(new(), 1, 1, 1, 1, 1).Scaling!.Offset);
        Assert.Null(Of(new() { NormalizeObservations = false }, 1, 1).Scaling);
        Assert.Same(own, Of(new() { Network = new() { ObservationScaling = own } }, 1, 1).Scaling);
    }

    [Fact]
    public void A_network_that_learning_begins_with_keeps_its_scaling()
    {
        NetworkOptions options = new() { ObservationScaling = new([1], [2]) };
        using QNetwork initial = options.CreateNetwork(new BoxSpace([1], -1, 1), 2, new Xoshiro256(1));

        Assert.Equal([1f], Of(new() { InitialNetwork = initial }, 1, 1).Scaling!.Offset);
    }

    [Theory]
    [InlineData(0, 0, "Value 0 of the states never changed in the table that the earlier policy was learned from")]
    [InlineData(1.5f, 2e-3f, "Value 0 of the states has another scale")]
    [InlineData(1.5f, 2e3f, "Value 0 of the states has another scale")]
    [InlineData(1000, 1, "Value 0 of the states has another scale")]
    [InlineData(1, 2, null)]
    public void A_table_of_other_units_than_those_of_the_network_is_warned_of(float offset, float factor, string? warning)
    {
        NetworkOptions options = new() { ObservationScaling = new([offset], [factor]) };
        using QNetwork initial = options.CreateNetwork(new BoxSpace([1], -1, 1), 2, new Xoshiro256(1));
        Warnings warnings = new();

        Of(new() { InitialNetwork = initial, Observers = [warnings] }, 1, 1, 1, 1);

        if (warning is null)
            Assert.Empty(warnings.Messages);
        else
            Assert.StartsWith(warning, Assert.Single(warnings.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_of_ones_own_takes_the_table_as_it_is() =>
        Assert.Equal(new TableUnits(null, 1, 2), Of(new() { CreateNetwork = (_, _, _) => null! }, 3, 7));

    [Fact]
    public void There_the_weight_of_conservative_learning_is_brought_to_the_units_of_the_table()
    {
        DqnOptions options = new() { OfflineAlgorithm = new ConservativeQLearning(0.1), CreateNetwork = (_, _, _) => null! };

        Assert.Equal(new ConservativeQLearning(0.2), options.In(Of(options, 3, 7)).OfflineAlgorithm);
        options.CreateNetwork = null;
        Assert.Equal(new ConservativeQLearning(0.1), options.In(Of(options, 3, 7)).OfflineAlgorithm);
    }

    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void Q_values_come_back_in_the_units_of_the_table(string variant)
    {
        BoxSpace space = Variants.Row(3);
        float[] states = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i))];
        using QNetwork network = Variants.Of(variant, 6, 5).CreateNetwork(space, 2, new Xoshiro256(1));
        network.eval();
        float[] expected = Values(network);
        using QNetwork inUnits = network.InUnits(40)!;
        inUnits.eval();
        Assert.Equal(expected.Select(value => value / 40), Values(inUnits), Near);

        using QNetwork restored = new TableUnits(null, 40).Restore(network.InUnits(40)!);
        restored.eval();
        Assert.Equal(expected, Values(restored), Near);
        if (network.Distribution.Histogram is { } returns)
            Assert.Equal(returns.Minimum, restored.Distribution.Histogram!.Minimum, 1e-12);

        float[] Values(QNetwork values)
        {
            float[] q = new float[8];
            values.QValues(states, q);
            return q;
        }

        static bool Near(float one, float other) => Math.Abs(one - other) <= 1e-6f + (1e-5f * Math.Abs(one));
    }

    [Fact]
    public void A_state_that_is_far_from_all_others_is_warned_of_by_its_place()
    {
        Warnings warnings = new();
        ReplayBuffer transitions = new(10_000, 2);
        for (int i = 0; i < 10_000; i++)
            transitions.Add([i, i == 5 ? 1e9f : i % 10], 0, i, [0, 0], terminated: true);

        TableUnits.Of(transitions, new() { Messages = new ObserverGroup([warnings]) });

        Assert.Equal(
            "Value 1 of the states is up to 100 standard deviations from where it usually is, which makes all others look alike: " +
            "cap it, or use its logarithm.",
            Assert.Single(warnings.Messages));
    }

    [Theory]
    [InlineData(1e4, 0)]
    [InlineData(2e4, 0)]
    [InlineData(2e5, 1)]
    [InlineData(2e6, 1)]
    public void Values_that_float32_hardly_tells_apart_are_warned_of_by_their_place(double deviations, int expected)
    {
        foreach (double unit in (double[])[1e-4, 1, 3e3])
        {
            Warnings warnings = new();
            Xoshiro256 random = new(1);
            ReplayBuffer transitions = new(1_000, 2);
            for (int i = 0; i < 1_000; i++)
            {
                double uniform = Math.Sqrt(12) * (random.NextDouble() - 0.5);
                transitions.Add([i, (float)(unit * (uniform + deviations))], 0, i, [0, 0], terminated: true);
            }

            TableUnits.Of(transitions, new() { Messages = new ObserverGroup([warnings]) });

            Assert.Equal(expected, warnings.Messages.Count);
            Assert.All(warnings.Messages, message => Assert.StartsWith(
                "Value 1 of the states varies so little relative to its mean that float32 can hardly distinguish its values", message));
        }
    }

    private static TableUnits Of(DqnOptions options, params float[] rewards)
    {
        ReplayBuffer transitions = new(rewards.Length, 1);
        for (int i = 0; i < rewards.Length; i++)
            transitions.Add([i], 0, rewards[i], [i + 1], terminated: true);
        return TableUnits.Of(transitions, options.ToTableUnits());
    }

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
