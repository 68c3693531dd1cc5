using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["run.checkpoint"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(243, false)]
    [InlineData(240, false)]
    [InlineData(243, true)]
    public void Steps_before_and_after_a_checkpoint_give_the_weights_of_all_steps_at_once(int steps, bool noisy)
    {
        using TrainingResult whole = Train(Options(noisy));
        DqnOptions first = Options(noisy);
        (first.Steps, first.CheckpointPath) = (steps, FilePath);
        Train(first).Dispose();
        AssertSame(whole, Resume(new CartPole(), noisy));
    }

    // A rollout has 30 transitions, in 3 minibatches of 2 epochs.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(13)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(18)]
    public void A_run_that_was_canceled_between_two_minibatches_goes_on_with_the_next(int updates)
    {
        using TrainingResult whole = Train(Options());
        using CancellationTokenSource source = new();
        DqnOptions first = Options();
        (first.CheckpointPath, first.Observers) = (FilePath, [new Canceller(updates, source)]);
        using TrainingResult canceled = Train(first, source.Token);
        Assert.Equal(StopReason.Canceled, canceled.StopReason);
        Assert.Equal(updates, canceled.Updates);
        AssertSame(whole, Resume(new CartPole()));
    }

    [Fact]
    public void Episodes_that_begin_anew_are_cut_where_they_were_left()
    {
        DqnOptions first = Options();
        (first.Steps, first.CheckpointPath) = (243, FilePath);
        Xoshiro256 random = new(5);
        new DqnTrainer(first).Train(
            new VectorEnvironment(3, () => new Forgetful(), random.Fork()), null, random).Dispose();
        using TrainingResult resumed = Resume(new Forgetful());
        Assert.Equal(600, resumed.Steps);
        Assert.Equal(20 * 6, resumed.Updates);
    }

    [Fact]
    public void A_checkpoint_of_other_rollouts_is_refused()
    {
        DqnOptions first = Options();
        (first.Steps, first.CheckpointPath) = (60, FilePath);
        Train(first).Dispose();
        DqnOptions other = Options();
        other.Rollout = other.Rollout! with { Lambda = 0.5 };
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(other).Resume(
            FilePath, new VectorEnvironment(3, () => new CartPole(), new Xoshiro256(9)), null));
        Assert.Contains("Rollout = RolloutOptions { Epochs = 2, Lambda = 0.5", error.Message, StringComparison.Ordinal);
    }

    private static DqnOptions Options(bool noisy = false)
    {
        DqnOptions options = new() { HiddenUnits = [8], Steps = 600 };
        options.UsePqn();
        options.Rollout = new RolloutOptions { Steps = 10, Minibatches = 3, Epochs = 2 };
        options.Network = options.Network with { Noisy = noisy, Dueling = noisy };
        return options;
    }

    private static TrainingResult Train(DqnOptions options, CancellationToken cancellationToken = default)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(3, () => new CartPole(), random.Fork()), null, random, cancellationToken: cancellationToken);
    }

    // The generator of these environments is another one: that of the checkpoint takes its place.
    private TrainingResult Resume(IEnvironment environment, bool noisy = false) => new DqnTrainer(Options(noisy)).Resume(
        FilePath,
        new VectorEnvironment(
            3, () => environment is CartPole ? new CartPole() : new Forgetful(), new Xoshiro256(99)),
        null);

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        using TrainingResult resumed = actual;
        Assert.Equal(HandMadeNetworks.Values(expected.Network), HandMadeNetworks.Values(resumed.Network));
        Assert.Equal(expected.Episodes, resumed.Episodes);
        Assert.Equal(expected.Updates, resumed.Updates);
    }

    private sealed class Canceller(long updates, CancellationTokenSource source) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update)
        {
            if (update.Update == updates)
                source.Cancel();
        }
    }

    private sealed class Forgetful() : EnvironmentWrapper(new CartPole())
    {
        public override int StateSize => 0;
    }
}
