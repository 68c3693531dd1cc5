using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>Whole trainings from rollouts: CartPole beside PyTorch's, and a game of MinAtar alone, which has no peer here.</summary>
internal static class PqnBenchmark
{
    private const int CartPoles = 32;
    private const int Games = 128;
    private const int RolloutSteps = 4_096;
    private const int Rollouts = 4;

    /// <param name="scale">The part of the steps that is taken.</param>
    /// <param name="seeds">The number of trainings of each.</param>
    public static IEnumerable<Comparison> Run(double scale, int seeds)
    {
        using PythonPeer? peer = PythonPeer.Start();
        (string Name, Func<int, TrainingOutcome> Train)[] poles =
        [
            ("fused", seed => Train(CartPole(scale), CartPoles, () => new CartPole(), UpdatePath.Fused, 1, seed)),
            ("fused, 2 threads", seed => Train(CartPole(scale), CartPoles, () => new CartPole(), UpdatePath.Fused, 2, seed)),
            ("TorchSharp's path", seed => Train(CartPole(scale), CartPoles, () => new CartPole(), UpdatePath.TorchSharp, 1, seed)),
            .. peer is null ? [] : ((string, Func<int, TrainingOutcome>)[])[("PyTorch", seed => peer.TrainFromRollouts(Steps(500_000, scale), seed))],
        ];
        yield return TrainBenchmark.Compare("PQN, CartPole-v1", poles, peer is null ? ["fused"] : ["PyTorch"], seeds);

        (string Name, Func<int, TrainingOutcome> Train)[] games =
        [
            ("fused", seed => Train(Breakout(scale / 10), Games, NewGame, UpdatePath.Fused, 1, seed)),
            ("fused, 2 threads", seed => Train(Breakout(scale / 10), Games, NewGame, UpdatePath.Fused, 2, seed)),
        ];
        yield return TrainBenchmark.Compare("PQN, MinAtar/Breakout-v0, a tenth of the steps", games, ["fused"], seeds);

    }

    /// <summary>Trains for four rollouts of equal size, on so many environments.</summary>
    public static Comparison ByEnvironments(InterleavedBenchmark race, int environments)
    {
        return race.Run($"PQN on Breakout, {environments} environments", "step of one", [Rolled("fused", 1), Rolled("fused, 2 threads", 2)]);

        Candidate Rolled(string name, int threads) => new(name, count =>
        {
            for (int i = 0; i < count; i++)
            {
                DqnOptions options = Breakout(scale: 1);
                options.Steps = Rollouts * RolloutSteps;
                options.Rollout = options.Rollout! with { Steps = RolloutSteps / environments };
                (options.UpdatePath, options.Threads) = (UpdatePath.Fused, threads);
                Xoshiro256 random = new(1);
                VectorEnvironment together = new(environments, NewGame, random.Fork());
                new DqnTrainer(options).Train(together, evaluationEnvironment: null, random.Fork()).Dispose();
            }
        })
        {
            Operations = Rollouts * RolloutSteps,
        };
    }

    private static IEnvironment NewGame() => EnvironmentRegistry.Standard.Make("MinAtar/Breakout-v0");

    private static TrainingOutcome Train(
        DqnOptions options, int environments, Func<IEnvironment> create, UpdatePath path, int threads, int seed)
    {
        options.UpdatePath = path;
        options.Threads = threads;
        Xoshiro256 random = new((ulong)seed);
        VectorEnvironment together = new(environments, create, random.Fork());
        using TrainingResult result = new DqnTrainer(options).Train(together, evaluationEnvironment: null, random.Fork());
        EvaluationResult evaluation = PolicyEvaluation.Run(create(), result.Network.Act, episodes: 100, random, maxSteps: 20_000);
        return new(result.Elapsed, result.Updates, evaluation.MeanReturn);
    }

    private static DqnOptions CartPole(double scale)
    {
        DqnOptions options = new() { HiddenUnits = [256, 256], Steps = Steps(500_000, scale) };
        options.UsePqn();
        return options;
    }

    // The settings of purejaxql.
    private static DqnOptions Breakout(double scale)
    {
        DqnOptions options = new()
        {
            Steps = Steps(10_000_000, scale),
            Network = new()
            {
                HiddenUnits = [128],
                Convolutions = ConvolutionShape.Small,
                ConvolutionNorm = ConvolutionNormalization.Channels,
            },
        };
        options.UsePqn();
        options.Rollout = new() { Steps = 32, Minibatches = 32, Epochs = 2, Lambda = 0.65 };
        options.LearningRate = new LinearSchedule(5e-4, 0, options.Steps);
        options.Epsilon = new LinearSchedule(1, 0.05, options.Steps / 10);
        return options;
    }

    private static long Steps(long steps, double scale) => (long)Math.Ceiling(steps * scale);
}
