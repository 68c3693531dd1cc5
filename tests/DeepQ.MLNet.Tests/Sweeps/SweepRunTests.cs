using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Sweeps;

/// <summary>
/// Sweeps over a task whose scores are known: the batch size, while the budget is not cut, and a tenth of it else.
/// </summary>
public sealed class SweepRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedTask _task = new();

    private string Journal => Path.Combine(_folder.Path, "trials.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_trial_is_found_and_its_model_kept()
    {
        SweepResult result = Run(Options());

        Assert.True(result.IsComplete);
        Assert.Equal([10, 30, 20], result.Trials.Select(trial => trial.Score));
        Assert.Equal((1, "30"), (result.Best!.Candidate, result.Best.Values["batch"]));
        Assert.Equal(30, result.BestOptions!.BatchSize);
        Assert.Equal("30", File.ReadAllText(result.ModelPath!));
    }

    [Fact]
    public void A_sweep_that_was_ended_goes_on_and_comes_to_the_same()
    {
        _task.CancelAfter = 2;
        SweepResult half = Run(Options());
        _task.CancelAfter = int.MaxValue;
        SweepResult whole = Run(Options());

        Assert.False(half.IsComplete);
        Assert.Equal([10, 30], half.Trials.Select(trial => trial.Score));
        Assert.Equal([10, 30, 20], whole.Trials.Select(trial => trial.Score));
        Assert.Equal([10, 30, 20], _task.Tried);
    }

    [Fact]
    public void A_line_that_broke_off_is_tried_again()
    {
        Run(Options());
        string[] lines = File.ReadAllLines(Journal);
        File.WriteAllText(Journal, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..20]);

        SweepResult result = Run(Options());

        Assert.Equal([10, 30, 20], result.Trials.Select(trial => trial.Score));
        Assert.Equal([10, 30, 20, 20], _task.Tried);
        Assert.Equal(lines.Length, File.ReadAllLines(Journal).Length);
    }

    [Fact]
    public void Two_sweeps_at_once_in_one_folder_are_one_too_many()
    {
        using (new SweepRun(Space(), Options(), _task))
        {
            Assert.StartsWith(
                "Another sweep is running in",
                Assert.Throws<IOException>(() => new SweepRun(Space(), Options(), _task)).Message,
                StringComparison.Ordinal);
        }

        Assert.Equal(3, Run(Options()).Trials.Count);
    }

    [Fact]
    public void A_journal_of_another_sweep_is_refused_and_what_differs_is_named()
    {
        Run(Options());

        string message = Assert.Throws<InvalidDataException>(
            () => new SweepRun(Space(gamma: 0.9), Options(), _task)).Message;

        Assert.Contains("baseline Gamma = 0.9", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_line_that_is_no_trial_is_an_error()
    {
        Run(Options());
        File.AppendAllText(Journal, "so what\n");

        string message = Assert.Throws<InvalidDataException>(() => Run(Options())).Message;
        Assert.Contains("so what", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_whose_model_is_gone_is_an_error()
    {
        File.Delete(Run(Options()).ModelPath!);

        string message = Assert.Throws<InvalidDataException>(() => Run(Options())).Message;
        Assert.Contains("is missing; delete the journal", message, StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_trial_that_fails_is_told_in_its_line_and_the_sweep_goes_on()
    {
        _task.Fails = 30;

        SweepResult result = Run(Options());

        Assert.Equal([true, false, true], result.Trials.Select(trial => trial.Succeeded));
        Assert.Equal("It diverged.", result.Trials[1].Description);
        Assert.Equal(20, result.Best!.Score);
        Assert.Contains("failed", result.ToString(), StringComparison.Ordinal);
    }

    // Nine candidates for a ninth of the time, the best three of them for a third, the best one for all of it.
    [Fact]
    public void Successive_halving_trains_the_best_for_longer()
    {
        SweepOptions options = Options();
        (options.Rounds, options.Reduction) = (3, 3);
        int[] sizes = [1, 9, 5, 7, 2, 8, 3, 6, 4];

        SweepResult result = Run(options, sizes);

        Assert.Equal([(9, 100), (3, 300), (1, 900)], result.Trials.GroupBy(trial => trial.Round)
            .Select(round => (round.Count(), (int)round.First().Budget)));
        Assert.Equal([9, 7, 8], result.Trials.Where(trial => trial.Round == 1).Select(trial => (int)trial.Score));
        Assert.Equal((2, 9), (result.Best!.Round, (int)result.Best.Score));
    }

    // 30 is only lucky: the second set prefers 20, and the third, which chose nothing, says what 20 is worth.
    [Fact]
    public void One_of_the_best_is_chosen_by_other_episodes_and_judged_by_others_again()
    {
        _task.FinalistCount = 2;
        _task.Scores = (size, set) => set == 1 ? -size : size / 10.0;

        SweepResult result = Run(Options());

        Assert.Equal((2, 20, -20, 2), (result.Best!.Candidate, result.Best.Score, result.Best.SecondScore, result.Best.FreshScore));
        Assert.Equal("20", File.ReadAllText(result.ModelPath!));
        Assert.EndsWith("best: candidate 2; on episodes without selection set 2", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["best.txt", "candidate-1-0.txt", "candidate-2-0.txt", "trials.jsonl"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(result.Best, Run(Options()).Best! with { Values = result.Best.Values });
        Assert.Equal([10, 30, 20], _task.Tried);
    }

    [Fact]
    public void The_score_that_chose_is_not_the_one_that_is_reported()
    {
        _task.Scores = (size, set) => size / 10.0;
        SweepResult result = Run(Options());
        Assert.Equal((30, 3, null), (result.Best!.Score, result.Best.FreshScore, result.Best.SecondScore));
        Assert.Equal([true, true, false], result.Trials.Select(trial => trial.FreshScore is not null));
    }

    [Fact]
    public void The_table_has_the_best_trial_first()
    {
        string[] lines = Run(Options()).ToString().Split(Environment.NewLine);

        Assert.Equal(
            ["candidate  round  budget  batch  score", "1          0      900     30     30     known"],
            lines[..2]);
    }

    private SweepOptions Options() => new() { Search = SweepSearch.Grid, Folder = _folder.Path };

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void However_many_trainings_there_are_at_once_the_sweep_comes_to_the_same(int atOnce)
    {
        _task.AtOnce = atOnce;
        _task.FinalistCount = 3;
        _task.ScoreOfSeed = (size, seed) => size + (double)(seed % 8);
        SweepOptions options = Options();
        (options.Seeds, options.Rounds, options.Reduction) = (3, 2, 2);
        SweepResult result = Run(options, 10, 20, 30, 40, 50, 60, 70);

        ulong seventh = 7;
        ulong[] seeds = [.. Enumerable.Range(0, 3).Select(i => options.Seed + (0x9E3779B97F4A7C15UL * seventh) + (0xBF58476D1CE4E5B9UL * (ulong)i))];
        double[] best = [.. seeds.Select(seed => 70.0 + (seed % 8))];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6], result.Trials.Select(trial => trial.Candidate));
        Assert.Equal(6, result.Best!.Candidate);
        Assert.Equal(best.Average(), result.Best.Score, 12);
        Assert.Equal(best.Max(), result.Best.FreshScore);
        Assert.Equal($"{best.Max()}", File.ReadAllText(result.ModelPath!));
        Assert.Contains("mean of 3 seeds from ", result.Best.Description, StringComparison.Ordinal);
        Assert.Contains("\"seeds of a trial\":\"3\"", File.ReadAllText(Journal), StringComparison.Ordinal);
    }

    private static SweepSpace Space(double gamma = 0.5, params int[] sizes) =>
        new SweepSpace(() => new DeepQTrainer.Options { Updates = 900, Gamma = gamma })
            .Vary("batch", sizes.Length > 0 ? sizes : [10, 30, 20], (options, value) => options.BatchSize = value);

    private SweepResult Run(SweepOptions options, params int[] sizes)
    {
        using CancellationTokenSource cancellation = new();
        _task.Cancellation = cancellation;
        using SweepRun run = new(Space(sizes: sizes), options, _task);
        return run.Run(cancellation.Token);
    }

    private sealed class ScriptedTask : SweepTask
    {
        public List<int> Tried { get; } = [];

        public int Fails { get; set; }

        public int CancelAfter { get; set; } = int.MaxValue;

        public CancellationTokenSource? Cancellation { get; set; }

        public override string ModelName => "best.txt";

        public int FinalistCount { get; set; } = 1;

        /// <summary>The score of a size by a further set of episodes.</summary>
        public Func<int, int, double> Scores { get; set; } = (size, _) => size;

        public override int Finalists => FinalistCount;

        public override string Source => "a script";

        public override string Judge => "a script";

        public override long WithBudget(DeepQTrainer.Options options, long divisor) =>
            options.Updates = (int)(options.Updates / divisor);

        public override int Places => AtOnce;

        public int AtOnce { get; set; } = 1;

        /// <summary>The score of a size in the training with a seed.</summary>
        public Func<int, ulong, double>? ScoreOfSeed { get; set; }

        protected override Task<SweepOutcome> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken) =>
            Task.Run(() => Train(order.Settings!, order.Seed, cancellationToken), CancellationToken.None);

        private SweepOutcome Train(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken)
        {
            if (ScoreOfSeed is not null)
            {
                // The later a candidate begins, the sooner it is done.
                Thread.Sleep(100 - options.BatchSize);
                double score = ScoreOfSeed(options.BatchSize, seed);
                return new SweepOutcome(
                    score, "known", path => File.WriteAllText(path, $"{score}"), _ => (score, ""), _ => (score, ""), []);
            }

            if (Tried.Count == CancelAfter)
                Cancellation!.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
            Tried.Add(options.BatchSize);
            if (options.BatchSize == Fails)
                throw new ArgumentException("It diverged.");
            return new SweepOutcome(
                options.BatchSize, "known", path => File.WriteAllText(path, $"{options.BatchSize}"), Again, Again, []);

            (double, string) Again(int set) => (Scores(options.BatchSize, set), $"set {set}");
        }
    }
}
