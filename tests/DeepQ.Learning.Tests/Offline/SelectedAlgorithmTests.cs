using DeepQ.Learning.Data;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Offline;

/// <summary>The algorithm that the log speaks for.</summary>
public sealed class SelectedAlgorithmTests
{
    private static readonly LoggedData Log = GuessingGame.Log(episodes: 60, length: 20, new Xoshiro256(1));

    [Trait("Category", "Slow")]
    [Fact]
    public void The_default_says_what_it_chose_from_and_with_which_figures()
    {
        Notes notes = new();
        DqnOptions options = Options(notes);
        Assert.Equal(new SelectedAlgorithm(), new DqnOptions().OfflineAlgorithm);
        using TrainingResult result = new DqnTrainer(options).Train(Log, null, new Xoshiro256(1));

        Assert.Equal(["CQL, DQN", "DQN", "logged"], result.Candidates.Select(candidate => candidate.Algorithm));
        AlgorithmCandidate chosen = Assert.Single(result.Candidates, candidate => candidate.IsChosen);
        Assert.Equal(result.Algorithm, chosen.Algorithm);
        // The log guesses, and either network looks.
        Assert.Equal(GuessingGame.Optimal, chosen.Value, 2.0);
        Assert.InRange(chosen.Lower, GuessingGame.Optimal - 4, chosen.Value);
        Assert.Equal(GuessingGame.Optimal / 2, result.Candidates[^1].Value, 5.0);
        Assert.All(result.Candidates, candidate => Assert.Equal(1, candidate.Support, 0.01));
        Assert.Equal([0, 1], new[] { result.Network.Act([1, 0]), result.Network.Act([0, 1]) });
        Assert.Contains(notes.Lines, line => line.StartsWith($"{chosen.Algorithm} was selected in ") && line.Contains(chosen.ToString()));
        Assert.Contains(chosen.ToString(), result.Describe().Training["chosen_from"]);
    }

    [Fact]
    public void Where_the_conservative_policy_is_kept_it_is_that_of_conservative_Q_learning()
    {
        Notes notes = new();
        DqnOptions options = Options(notes);
        options.OfflineAlgorithm = new SelectedAlgorithm(TimeSpan.FromTicks(1));
        using TrainingResult kept = new DqnTrainer(options).Train(Log, null, new Xoshiro256(1));
        Assert.Contains(notes.Lines, line => line.EndsWith("the selection of an algorithm was stopped before it was complete."));
        Assert.Empty(kept.Candidates);

        options.OfflineAlgorithm = new ConservativeQLearning();
        using TrainingResult conservative = new DqnTrainer(options).Train(Log, null, new Xoshiro256(1));
        Assert.Equal(HandMadeNetworks.Values(conservative.Network), HandMadeNetworks.Values(kept.Network));
        Assert.Equal(conservative.Algorithm, kept.Algorithm);
    }

    [Fact]
    public void Without_what_a_comparison_needs_the_reason_is_told()
    {
        Notes notes = new();
        DqnOptions options = Options(notes);
        options.Updates = 10;
        using TrainingResult result = new DqnTrainer(options).Train(Log, null, new Xoshiro256(1));
        Assert.Equal("CQL, DQN", result.Algorithm);
        Assert.Contains("CQL, DQN was not compared with another algorithm: Updates is below 5000.", notes.Lines);
        options.Updates = 5_000;
        Assert.Null(SelectionObstacle.Of(Log, options));
        Assert.Contains("episodes", SelectionObstacle.Of(GuessingGame.Log(19, 2, new Xoshiro256(1)), options));
        options.Validation = new();
        Assert.Contains("Validation", SelectionObstacle.Of(Log, options));
    }

    // The differences sway by 1 about their mean: their standard error is √(4 / (4 · 3)) = 0.577.
    [Theory]
    [InlineData(1.0, 2.0, true)]
    [InlineData(0.94, 2.0, false)]
    [InlineData(1.0, 0.6, true)]
    [InlineData(1.0, 0.5, false)]
    [InlineData(1.0, double.NaN, false)]
    public void A_policy_is_better_where_it_is_supported_and_worth_more_by_more_than_the_standard_error(
        double support, double difference, bool isBetter)
    {
        AlgorithmCandidate other = Candidate(1, 10, 20, 30, 40);
        AlgorithmCandidate one = Candidate(support, 9 + difference, 21 + difference, 29 + difference, 41 + difference);
        Assert.Equal(isBetter, AlgorithmSelection.IsBetter(one, other));
    }

    [Fact]
    public void A_policy_of_a_value_that_cannot_be_is_not_better_and_still_worth_more()
    {
        AlgorithmCandidate other = Candidate(1, 10, 20, 30, 40), one = Candidate(1, 20, 30, 40, 50) with { IsPossible = false };
        Assert.False(AlgorithmSelection.IsBetter(one, other));
        Assert.True(AlgorithmSelection.IsWorthMore(one, other));
    }

    [Fact]
    public void What_could_not_be_valued_is_worth_less_than_what_could()
    {
        AlgorithmCandidate valued = Candidate(1, 1, 2, 3, 4), partly = Candidate(1, 5, 6, double.NaN, 7);
        AlgorithmCandidate never = Candidate(1, double.NaN, double.NaN, double.NaN, double.NaN);
        Assert.True(AlgorithmSelection.IsWorthMore(valued, never));
        Assert.False(AlgorithmSelection.IsWorthMore(never, valued));
        Assert.False(AlgorithmSelection.IsWorthMore(never, never));
        // In the parts that both have a value in, the other is worth more.
        Assert.False(AlgorithmSelection.IsWorthMore(valued, partly));
        Assert.False(AlgorithmSelection.IsWorthMore(partly, valued));
    }

    private static AlgorithmCandidate Candidate(double support, params double[] parts) =>
        new("one", parts.Average(), 0, support) { Parts = parts };

    [Fact]
    public void A_limit_that_is_not_positive_is_refused() =>
        Assert.Contains("positive TimeLimit", Assert.Throws<ArgumentException>(
            new DqnOptions { OfflineAlgorithm = new SelectedAlgorithm(TimeSpan.Zero) }.Validate).Message);

    private static DqnOptions Options(Notes notes) => new()
    {
        HiddenUnits = [16],
        Gamma = GuessingGame.Gamma,
        Updates = 5_000,
        Observers = [notes],
    };

    private sealed class Notes : ITrainingObserver
    {
        public List<string> Lines { get; } = [];

        public void OnMessage(string message) => Lines.Add(message);
    }
}
