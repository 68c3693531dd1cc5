using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Offline;

/// <summary>Where a training from logged data begins, and which network it keeps.</summary>
public sealed class OfflineTrainingTests
{
    [Fact]
    public void Training_begins_with_the_weights_of_an_earlier_network()
    {
        using QNetwork earlier = HandMadeNetworks.Linear([1, 2, 3, 4, 5, 6, 7, 8], [9, 10], LoggedChain.States);
        DqnOptions options = Options(new ConservativeQLearning());
        // A step too short to move anything.
        (options.Updates, options.LearningRate) = (1, 1e-30);
        using TrainingResult result = new DqnTrainer(options).Train(ChainLog.Of(20), earlier, new Xoshiro256(1));
        Assert.Equal(HandMadeNetworks.Values(earlier), HandMadeNetworks.Values(result.Network));
    }

    [Fact]
    public void BCQ_goes_on_with_both_of_its_networks()
    {
        DqnOptions options = Options(new BatchConstrainedQLearning());
        using TrainingResult earlier = new DqnTrainer(options).Train(ChainLog.Of(20), null, new Xoshiro256(1));
        (options.Updates, options.LearningRate) = (1, 1e-30);
        using TrainingResult result = new DqnTrainer(options).Train(
            ChainLog.Of(20), earlier.Network, new Xoshiro256(2));
        Assert.Equal(HandMadeNetworks.Values(earlier.Network), HandMadeNetworks.Values(result.Network));
    }

    [Fact]
    public void A_network_of_another_architecture_is_refused()
    {
        using QNetwork other = HandMadeNetworks.Mlp(LoggedChain.States, [3], 2, new Xoshiro256(1));
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
            new DqnTrainer(Options(new DeepQLearning())).Train(ChainLog.Of(20), other, new Xoshiro256(1)));
        Assert.Contains("InitialNetwork must have the architecture", refusal.Message);
    }

    [Fact]
    public void The_network_of_the_best_validation_is_kept_and_patience_ends_the_training()
    {
        DqnOptions options = Options(new DeepQLearning());
        options.Updates = 100;
        options.LearningRate = 1e-4;
        options.Validation = new OfflineValidation(Fraction: 0.3, Interval: 10, FittedQUpdates: 1_000);
        options.Patience = 2;
        using QNetwork best = HandMadeNetworks.Linear([9, 0, 0, 9, 0, 9, 9, 0], [0, 0], LoggedChain.States);
        using TrainingResult result = new DqnTrainer(options).Train(ChainLog.Of(100), best, new Xoshiro256(1));

        // The policy does not change, so that no value is better than the first.
        Assert.Equal(StopReason.NoImprovement, result.StopReason);
        Assert.Equal([10, 20, 30], result.Validations.Select(validation => validation.Update));
        Assert.Equal((10, 10), (result.BestValidation!.Update, result.FinalValidation!.Update));
        Assert.Equal(result.Validations[0].Value, result.Validations[1].Value);
        Assert.NotEqual(HandMadeNetworks.Values(result.LastNetwork), HandMadeNetworks.Values(result.Network));
    }

    [Fact]
    public void A_validation_is_about_the_exact_value_of_the_policy()
    {
        DqnOptions options = Options(new DeepQLearning());
        (options.Updates, options.LearningRate) = (1, 1e-30);
        options.Validation = new OfflineValidation(Fraction: 0.9, Interval: 1, FittedQUpdates: 6_000);
        using QNetwork network = HandMadeNetworks.Linear([1, 0, 1, 0, 0, 1, 0, 1], [0, 0], LoggedChain.States);
        using TrainingResult result = new DqnTrainer(options).Train(ChainLog.Of(1_000), network, new Xoshiro256(1));
        double exact = ChainLog.Chain.ExactValue([[1, 0], [1, 0], [1, 0], [1, 0]]);
        Assert.Equal(exact, result.BestValidation!.Value, 0.15);
        // Another half of the episodes, fitted with the same draws: about the same, and another figure.
        Assert.Equal(exact, result.FinalValidation!.Value, 0.15);
        Assert.NotEqual(result.BestValidation.Value, result.FinalValidation.Value);
    }

    [Fact]
    public void So_it_is_where_hardly_anything_is_discounted()
    {
        DqnOptions options = Options(new DeepQLearning());
        (options.Gamma, options.Updates, options.LearningRate) = (GuessingGame.Gamma, 1, 1e-30);
        options.Validation = new OfflineValidation(Fraction: 0.9, Interval: 1);
        using QNetwork network = GuessingGame.Looking();
        using TrainingResult result = new DqnTrainer(options).Train(
            GuessingGame.Log(episodes: 80, length: 20, new Xoshiro256(1)), network, new Xoshiro256(1));
        Assert.Equal(GuessingGame.Optimal, result.BestValidation!.Value, 3.0);
    }

    [Fact]
    public void A_value_whose_fit_was_not_done_does_not_count()
    {
        NoteBook notes = new();
        DqnOptions options = Options(new DeepQLearning());
        (options.Gamma, options.Updates, options.Patience, options.Observers) = (GuessingGame.Gamma, 4, 1, [notes]);
        options.Validation = new OfflineValidation(Fraction: 0.5, Interval: 1, FittedQUpdates: 20);
        using TrainingResult result = new DqnTrainer(options).Train(
            GuessingGame.Log(episodes: 20, length: 5, new Xoshiro256(1)), null, new Xoshiro256(1));
        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.Equal(4, result.Validations.Count(validation => double.IsNaN(validation.Value)));
        Assert.Null(result.BestValidation);
        Assert.Null(result.FinalValidation);
        Assert.Same(result.LastNetwork, result.Network);
        Assert.Contains("raise OfflineValidation.FittedQUpdates", Assert.Single(notes.Warnings));
    }

    // Budgets of hundreds of millions beside ones: without a common scale neither the network nor the fits that value it see the
    // genre, and what is kept brings next to nothing.
    [Trait("Category", "Slow")]
    [Fact]
    public void A_network_that_is_nearly_optimal_is_kept_where_the_units_of_columns_are_far_apart()
    {
        Xoshiro256 random = new(1);
        FilmPrices.Film[] films = FilmPrices.Films(2_000, random);
        DqnOptions options = new() { OfflineAlgorithm = new DeepQLearning(), Updates = 2_000 };
        options.Validation = new OfflineValidation(Fraction: 0.4, Interval: 500, FittedQUpdates: 6_000);
        using TrainingResult result = new DqnTrainer(options).Train(FilmPrices.Log(films, random), null, new Xoshiro256(1));

        double optimal = FilmPrices.Optimal(films);
        double kept = FilmPrices.ValueOf(result.Network, films);
        Assert.InRange(kept, 0.9 * optimal, optimal);
        Assert.All(result.Validations, validation => Assert.Equal(kept, validation.Value, 0.7));
        Assert.Equal(kept, result.FinalValidation!.Value, 0.7);
    }

    [Fact]
    public void Validation_needs_episodes()
    {
        DqnOptions options = Options(new DeepQLearning());
        options.Validation = new();
        LoggedData log = ChainLog.Of(20);
        Assert.Throws<ArgumentException>(() => new DqnTrainer(options).Train(
            log.Transitions, log.ObservationSpace, log.ActionSpace, new Xoshiro256(1)));
        options.Validation = new(Fraction: 1);
        Assert.Contains("Fraction", Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Fact]
    public void Parts_of_data_hold_the_same_transitions()
    {
        LoggedData log = ChainLog.Of(7, propensities: true);
        LoggedEpisode[][] parts = LoggedDataParts.Shuffled(log, 3, new Xoshiro256(1));
        Assert.Equal([3, 2, 2], parts.Select(part => part.Length));
        LoggedData part = LoggedDataParts.Of(log, parts[0]);
        TransitionTable rows = new(part);
        TransitionTable all = new(log);
        int row = 0;
        foreach ((LoggedEpisode source, LoggedEpisode copy) in parts[0].Zip(part.Episodes!))
        {
            Assert.Equal((source.Id, row, source.Count), (copy.Id, copy.First, copy.Count));
            for (int i = 0; i < source.Count; i++, row++)
            {
                Assert.Equal(all.Actions[source.First + i], rows.Actions[row]);
                Assert.Equal(all.Rewards[source.First + i], rows.Rewards[row]);
                Assert.Equal(all.Terminated[source.First + i], rows.Terminated[row]);
                Assert.Equal(log.Propensities![source.First + i], part.Propensities![row]);
            }
        }

        Assert.Throws<ArgumentException>(() => LoggedDataParts.Shuffled(log, 8, new Xoshiro256(1)));
    }

    private sealed class NoteBook : ITrainingObserver
    {
        public List<string> Warnings { get; } = [];

        public void OnWarning(string message) => Warnings.Add(message);
    }

    // One-hot states and no hidden layer make the network a table.
    private static DqnOptions Options(OfflineAlgorithm algorithm) => new()
    {
        OfflineAlgorithm = algorithm,
        HiddenUnits = [],
        Gamma = LoggedChain.Gamma,
        Updates = 50,
    };
}
