using DeepQ.MLNet.Sweeps;

namespace DeepQ.MLNet.Tests.Sweeps;

public sealed class SweepPlanTests
{
    private static readonly SweepParameter Rate =
        SweepParameter.Of("rate", SweepRange.Logarithmic(1e-4, 1e-2), (options, value) => options.LearningRate = value);

    private static readonly SweepParameter Batch =
        SweepParameter.Of("batch", [16, 32], (options, value) => options.BatchSize = value);

    [Fact]
    public void A_grid_has_every_combination()
    {
        IReadOnlyList<double[]> grid = SweepPlan.Candidates(
            [Rate, Batch], new SweepOptions { Search = SweepSearch.Grid, GridPoints = 3 });

        Assert.Equal(
            [("0.0001", "16"), ("0.0001", "32"), ("0.001", "16"), ("0.001", "32"), ("0.01", "16"), ("0.01", "32")],
            grid.Select(parts => (Apply(Rate, parts[0]), Apply(Batch, parts[1]))));
    }

    [Fact]
    public void Drawn_candidates_are_decided_by_the_seed_and_stay_when_more_are_drawn()
    {
        IReadOnlyList<double[]> few = Drawn(candidates: 2, seed: 7);
        IReadOnlyList<double[]> more = Drawn(candidates: 3, seed: 7);
        IReadOnlyList<double[]> others = Drawn(candidates: 2, seed: 8);

        Assert.Equal(few, more.Take(2));
        Assert.NotEqual(few, others);
    }

    // Half the way from 10⁻⁴ to 10⁻² is 10⁻³ by ratios, and from 0 to 8 it is 4.
    [Fact]
    public void Ranges_are_divided_by_ratios_or_by_differences()
    {
        Assert.Equal(1e-3, SweepRange.Logarithmic(1e-4, 1e-2).At(0.5), 12);
        Assert.Equal(4, SweepRange.Linear(0, 8).At(0.5));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void An_empty_range_is_refused(double low, double high) =>
        Assert.Throws<ArgumentException>(() => SweepRange.Linear(low, high));

    [Fact]
    public void A_logarithmic_range_begins_above_zero() =>
        Assert.Throws<ArgumentException>(() => SweepRange.Logarithmic(0, 1));

    [Fact]
    public void A_space_without_settings_is_refused() =>
        Assert.Contains("nothing to vary", Assert.Throws<ArgumentException>(
            () => SweepPlan.Candidates([], new SweepOptions())).Message, StringComparison.Ordinal);

    private static IReadOnlyList<double[]> Drawn(int candidates, ulong seed) =>
        SweepPlan.Candidates([Rate, Batch], new SweepOptions { Candidates = candidates, Seed = seed });

    private static string Apply(SweepParameter parameter, double part) =>
        parameter.Apply(new DeepQTrainer.Options(), part);
}
