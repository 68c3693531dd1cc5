namespace DeepQ.Learning.Tests.Training;

public sealed class DqnOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => new DqnOptions().Validate();

    [Fact]
    public void Every_broken_setting_is_named_at_once()
    {
        DqnOptions options = new()
        {
            HiddenUnits = [64, 0],
            Gamma = 1.5,
            LearningRate = 0,
            BatchSize = 8,
            ReplayCapacity = 4,
            TargetUpdateRate = 0,
            Epsilon = null!,
            TargetReturn = double.NaN,
        };
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(options));
        string[] lines =
        [
            "HiddenUnits must have positive widths; it is (64, 0).",
            "Gamma must be in [0, 1]; it is 1.5.",
            "LearningRate must be positive; it is 0.",
            "TargetUpdateRate must be above 0 and at most 1; it is 0.",
            "ReplayCapacity must hold at least a batch of 8; it is 4.",
            "Epsilon must be a schedule; it is null.",
            "TargetReturn must be finite; it is NaN.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), error.Message);
    }
}
