using DeepQ.Learning.Data;
using DeepQ.Learning.Demonstrations;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Demonstrations;

public sealed class DemonstrationOptionsTests
{
    [Fact]
    public void Each_setting_has_its_range()
    {
        DqnOptions options = new()
        {
            Demonstrations = new() { Share = 1, PriorityBonus = -1, UpdatesBeforeActing = -1, Margin = -0.1, MarginWeight = double.NaN },
        };
        string[] lines =
        [
            "Demonstrations.Share must be above 0 and below 1; it is 1.",
            "Demonstrations.PriorityBonus must be finite and not negative; it is -1.",
            "Demonstrations.UpdatesBeforeActing must not be negative; it is -1.",
            "Demonstrations.Margin must be finite and not negative; it is -0.1.",
            "Demonstrations.MarginWeight must be finite and not negative; it is NaN.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), Problem(options));
    }

    [Fact]
    public void What_does_not_combine_is_refused_with_a_reason()
    {
        Assert.StartsWith(
            "CreateSampler must be null with Demonstrations",
            Problem(new() { Demonstrations = new(), CreateSampler = _ => new UniformSampler() }),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Demonstrations.Share must be null with PrioritizedReplay",
            Problem(new() { Demonstrations = new() { Share = 0.5 }, PrioritizedReplay = new() }),
            StringComparison.Ordinal);
        Assert.Equal(
            "Demonstrations.Share must leave at least one transition of each batch of 64 to demonstrations, and one to the others; it is 0.001.",
            Problem(new() { Demonstrations = new() { Share = 0.001 } }));
        Assert.EndsWith(
            "one to the others; it is null, a quarter.", Problem(new() { Demonstrations = new(), BatchSize = 1 }), StringComparison.Ordinal);
        new DqnOptions { Demonstrations = new(), PrioritizedReplay = new() }.Validate();
    }

    [Fact]
    public void Data_of_another_environment_are_refused_before_the_first_step()
    {
        Assert.Equal(
            "Demonstrations.Data must have transitions when a training begins: supply logged data, or set Demonstrations to null.",
            Misfit(null, states: 2, new DiscreteSpace(2), masked: false));
        Assert.Equal(
            "The demonstrations have 2 values per state, but the environment has 3.",
            Misfit(Data(), states: 3, new DiscreteSpace(2), masked: false));
        Assert.Equal(
            "The demonstrations have the actions 0, 1, but the environment has left, right: they must be the same, in the same order.",
            Misfit(Data(), states: 2, new DiscreteSpace("left", "right"), masked: false));
        Assert.StartsWith(
            "The environment has action masks, but the demonstrations do not",
            Misfit(Data(), states: 2, new DiscreteSpace(2), masked: true),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The demonstrations have action masks, but the environment does not",
            Misfit(Data(maskedActions: 2), states: 2, new DiscreteSpace(2), masked: false),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_demonstrated_to_a_training_on_a_log()
    {
        LoggedData data = Data();
        DqnTrainer trainer = new(new() { Demonstrations = new() { Data = data } });
        Assert.StartsWith(
            "Demonstrations must be null to learn from logged transitions",
            Assert.Throws<ArgumentException>(() => trainer.Train(data, null, new Xoshiro256(1))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_are_a_number_and_a_fingerprint_among_the_settings()
    {
        string text = RunSettings.Text(new DemonstrationOptions { Data = Data() });
        Assert.Matches("^DemonstrationOptions { Data = 1 × 2 values [0-9a-f]{16}, Margin = 0.8, MarginWeight = 1, PriorityBonus = 1, ", text);
        Assert.NotEqual(text, RunSettings.Text(new DemonstrationOptions { Data = Data(reward: 2) }));
        Assert.True(SettingText.Agree(text, RunSettings.Text(new DemonstrationOptions { Data = Data() }), null));
    }

    private static string Problem(DqnOptions options) => Assert.Throws<ArgumentException>(options.Validate).Message;

    private static string Misfit(LoggedData? data, int states, DiscreteSpace actions, bool masked) => Assert.Throws<ArgumentException>(
        () => new DqnAgent(
            new() { Demonstrations = new() { Data = data } }, Variants.Row(states), actions, new Xoshiro256(1), hasActionMask: masked)).Message;

    private static LoggedData Data(float reward = 1, int maskedActions = 0)
    {
        ReplayBuffer transitions = new(1, 2, maskedActions: maskedActions);
        bool[] legal = [.. Enumerable.Repeat(true, maskedActions)];
        transitions.Add([1, 0], 1, reward, [0, 1], terminated: true, legal: legal, nextLegal: legal);
        return ChainLog.Wrap(transitions, 2, []);
    }
}
