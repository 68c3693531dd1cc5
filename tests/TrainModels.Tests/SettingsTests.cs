using DeepQ.Learning;

namespace TrainModels.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Of_the_defaults_only_the_discount_and_the_layers_are_named() => Assert.Equal(
        new() { ["Gamma"] = "0.99", ["HiddenUnits"] = "64, 64" }, Settings.Of(new DqnOptions()));

    [Fact]
    public void What_differs_from_the_defaults_is_named()
    {
        SortedDictionary<string, string> settings = Settings.Of(new DqnOptions
        {
            Network = new NetworkOptions { HiddenUnits = [], Dueling = true },
            LearningRate = 2e-3,
            Epsilon = new LinearSchedule(1, 0.04, 8_000),
            TargetReturn = 475,
            Loss = LossFunction.Huber,
        });
        Assert.Equal(
            new()
            {
                ["Dueling"] = "True",
                ["Epsilon"] = "1 to 0.04 over 8000 steps",
                ["Gamma"] = "0.99",
                ["HiddenUnits"] = "none",
                ["LearningRate"] = "0.002",
                ["Loss"] = "Huber",
                ["TargetReturn"] = "475",
            },
            settings);
    }
}
