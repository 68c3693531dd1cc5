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
            NStep = 0,
            DoubleQ = true,
            Munchausen = new MunchausenOptions { Scale = 1, Temperature = 0, Floor = 0 },
            TargetUpdateRate = 0,
            PrioritizedReplay = new PrioritizedReplayOptions { Alpha = 2, Beta = null!, Epsilon = 0 },
            EpsilonSpread = -1,
            Temperature = null!,
            Epsilon = null!,
            TargetReturn = double.NaN,
        };
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DqnTrainer(options));
        string[] lines =
        [
            "HiddenUnits must have positive widths; it is (64, 0).",
            "Gamma must be in [0, 1]; it is 1.5.",
            "LearningRate must be positive; it is 0.",
            "NStep must be positive; it is 0.",
            "Munchausen.Scale must be in [0, 1); it is 1.",
            "Munchausen.Temperature must be positive; it is 0.",
            "Munchausen.Floor must be negative; it is 0.",
            "DoubleQ must be false with Munchausen targets, which have no maximum that another network could choose; it is True.",
            "TargetUpdateRate must be above 0 and at most 1; it is 0.",
            "ReplayCapacity must hold at least a batch of 8; it is 4.",
            "PrioritizedReplay.Alpha must be in [0, 1]; it is 2.",
            "PrioritizedReplay.Beta must be a schedule; it is null.",
            "PrioritizedReplay.Epsilon must be positive; it is 0.",
            "Epsilon must be a schedule; it is null.",
            "EpsilonSpread must not be negative; it is -1.",
            "Temperature must be a schedule; it is null.",
            "TargetReturn must be finite; it is NaN.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), error.Message);
    }
}
