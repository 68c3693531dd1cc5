using DeepQ.Learning.Data;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Scaling;

/// <summary>The same log in other units gives a policy of the same true value.</summary>
[Trait("Category", "Slow")]
public sealed class AnyUnitsTests
{
    private static readonly (string Name, Func<float[], float[]> States, double Rewards)[] Units =
    [
        ("as they are", state => state, 1),
        ("rewards × 100", state => state, 100),
        ("rewards × 0.001", state => state, 0.001),
        ("states × 100", state => [.. state.Select(value => 100 * value)], 1),
        ("states × 0.0001", state => [.. state.Select(value => 1e-4f * value)], 1),
        ("states + 50", state => [.. state.Select(value => value + 50)], 1),
        ("states × 100 + 5000", state => [.. state.Select(value => (100 * value) + 5000)], 1),
        ("each its own", state => [(1e-4f * state[0]) + 0.5f, (3e3f * state[1]) - 2e7f, state[2] + 8e3f], 37),
    ];

    public static TheoryData<OfflineAlgorithm> Algorithms =>
        [new ConservativeQLearning(), new DeepQLearning(), new BatchConstrainedQLearning(), new BehaviorCloning()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_policy_is_worth_the_same(OfflineAlgorithm algorithm)
    {
        double[] values = [.. Units.Select(unit => Learn(algorithm, unit.States, unit.Rewards))];

        Assert.All(values, value => Assert.InRange(value, 0.98 * values[0], 1.02 * values[0]));
        Assert.InRange(values[0], StockProcess.LoggedValue, StockProcess.OptimalValue);
    }

    [Fact]
    public void Q_learning_is_near_the_optimum_in_all_of_them() => Assert.All(Units, unit => Assert.InRange(
        Learn(new DeepQLearning(), unit.States, unit.Rewards), 0.97 * StockProcess.OptimalValue, StockProcess.OptimalValue));

    // Factors of 10⁻⁴ to 10⁴, means up to ten thousand deviations from zero, and rewards of 10⁻³ to 10³.
    [Theory]
    [MemberData(nameof(Algorithms))]
    public void So_it_is_in_units_that_are_drawn(OfflineAlgorithm algorithm)
    {
        double[] deviations = [1.7, 0.82, 0.82];
        double expected = Learn(algorithm, state => state, 1);
        Xoshiro256 random = new(7);
        for (int draw = 0; draw < 6; draw++)
        {
            double[] factor = [.. deviations.Select(_ => Math.Pow(10, Between(-4, 4)))];
            double[] offset = [.. deviations.Select(deviation => deviation * Between(-1e4, 1e4))];
            double value = Learn(
                algorithm, state => [.. state.Select((one, i) => (float)(factor[i] * (one + offset[i])))], Math.Pow(10, Between(-3, 3)));
            Assert.InRange(value, 0.98 * expected, 1.02 * expected);
        }

        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
    }

    private static double Learn(OfflineAlgorithm algorithm, Func<float[], float[]> states, double rewards)
    {
        LoggedData log = StockProcess.Log(20_000, new Xoshiro256(1), states, rewards);
        DqnOptions options = new() { Gamma = StockProcess.Gamma, OfflineAlgorithm = algorithm, Updates = 4_000 };
        using TrainingResult result = new DqnTrainer(options).Train(log, null, new Xoshiro256(2));
        return StockProcess.ValueOf(state => result.Network.Act(states(state)));
    }
}
