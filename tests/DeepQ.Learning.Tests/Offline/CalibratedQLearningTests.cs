using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Offline;

public sealed class CalibratedQLearningTests
{
    private const double Gamma = 0.5;

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("plain")]
    [InlineData("QR-DQN")]
    public void With_a_vanishing_alpha_and_full_support_it_is_value_iteration(string variant)
    {
        DqnOptions options = Table(new CalibratedQLearning(1e-6));
        options.Network = Variants.Of(variant);
        options.Gamma = RandomProblem.Gamma;
        double error = new RandomProblem(seed: 1) { AreAlone = false }.GreatestError(options);
        Assert.InRange(error, 0, 0.03);
    }

    [Fact]
    public void A_value_that_was_never_logged_falls_to_the_return_and_no_further()
    {
        // Action 1 brings 1 at once and is all that was logged, twice in a row: its return is 1 + ½ · 1.
        ReplayBuffer log = new(2, 2);
        log.Add([1, 0], 1, 1, [0, 1], terminated: false);
        log.Add([0, 1], 1, 1, [0, 0], terminated: true);
        (float[] calibrated, float[] conservative) = (Values(new CalibratedQLearning()), Values(new ConservativeQLearning()));
        Assert.Equal(1.5, calibrated[1], 0.1);
        // That of the other begins below the return, where nothing pushes it on.
        Assert.InRange(calibrated[0], -1, 1.5);
        Assert.True(conservative[0] < calibrated[0] - 0.5, $"{conservative[0]} and {calibrated[0]}");

        float[] Values(OfflineAlgorithm algorithm)
        {
            using TrainingResult result = new DqnTrainer(Table(algorithm)).Train(
                log, new BoxSpace([2], 0, 1), new DiscreteSpace(2), new Xoshiro256(1));
            float[] q = new float[2];
            result.Network.QValues([1, 0], q);
            return q;
        }
    }

    [Fact]
    public void Returns_are_by_slot_in_the_units_that_are_learned()
    {
        ReplayBuffer log = new(8, 1);
        for (int i = 0; i < 3; i++)
            log.Add([i], 0, 1 + i, [i + 1], terminated: i == 2);
        // 1 + ½ (2 + ½ · 3), 2 + ½ · 3 and 3, in parts of 2.
        Assert.Equal([1.375f, 1.75f, 1.5f], SeenReturns.BySlot(log, Gamma, unit: 2)![..3]);
    }

    [Fact]
    public void After_the_rows_of_an_episode_that_was_cut_off_the_mean_return_follows()
    {
        ReplayBuffer log = new(3, 1);
        log.Add([0], 0, 2, [1], terminated: true);
        log.Add([5], 0, 4, [6], terminated: false);
        log.Add([6], 0, 4, [7], terminated: false, truncated: true);
        // The mean m of 2, 4 + ½ (4 + ½ m) and 4 + ½ m: 3 m = 12 + ¾ m.
        const double Mean = 12 / 2.25;
        float[] returns = SeenReturns.BySlot(log, Gamma, unit: 1)!;
        Assert.Equal([2, 6 + (0.25 * Mean), 4 + (0.5 * Mean)], returns.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_log_that_does_not_tell_what_follows_is_refused()
    {
        ReplayBuffer log = new(2, 1);
        log.Add([1], 1, 1, [2], terminated: false, truncated: true);
        log.Add([3], 1, 1, [4], terminated: false, truncated: true);
        string message = Assert.Throws<ArgumentException>(() => new DqnTrainer(Table(new CalibratedQLearning())).Train(
            log, new BoxSpace([1], 0, 9), new DiscreteSpace(2), new Xoshiro256(1))).Message;
        Assert.StartsWith("CalibratedQLearning needs the returns of the logged policy", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_alpha_has_a_range_and_its_name_reaches_the_result()
    {
        DqnOptions options = Table(new CalibratedQLearning(-1));
        Assert.Contains("Alpha", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        ReplayBuffer log = new(1, 1);
        log.Add([1], 1, 1, [2], terminated: true);
        options = Table(new CalibratedQLearning());
        options.Updates = 1;
        using TrainingResult result = new DqnTrainer(options).Train(
            log, new BoxSpace([1], 0, 9), new DiscreteSpace(2), new Xoshiro256(1));
        Assert.Equal("Cal-QL, DQN", result.Algorithm);
    }

    private static DqnOptions Table(OfflineAlgorithm algorithm) => new()
    {
        OfflineAlgorithm = algorithm,
        Gamma = Gamma,
        HiddenUnits = [],
        LearningRate = new LinearSchedule(0.02, 0.001, 2_500),
        BatchSize = 32,
        Updates = 3_000,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 50,
    };
}
