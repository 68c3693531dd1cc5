using DeepQ.Environments.ClassicControl;

namespace DeepQ.Learning.Tests.Training;

public sealed class BtrTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(50_000_000)]
    public void Its_settings_are_sound_for_any_number_of_steps(long steps)
    {
        DqnOptions options = new() { Steps = steps, DoubleQ = true };
        options.UseBtr();
        options.Validate();
        Assert.Equal("Munchausen Dueling Noisy IQN", options.Algorithm);
        Assert.Equal((1, 0), (options.Epsilon.At(0), options.Epsilon.At(Math.Max(steps, 3))));
    }

    [Fact]
    public void It_makes_an_update_at_each_step_of_its_environments()
    {
        DqnOptions options = new() { Steps = 6_400 };
        options.UseBtr();
        (options.HiddenUnits, options.BatchSize) = ([32], 16);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(64, () => new CartPole(), random.Fork()), null, random);
        Assert.Equal(96, result.Updates);
    }
}
