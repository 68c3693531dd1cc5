using System.Globalization;
using ClusterSample.Silos;
using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.MLNet;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Spectre.Console;

namespace ClusterSample.Measuring;

/// <summary>What a lake that is hard to cross gives by the number of actors, for the same number of updates.</summary>
internal static class ManyActors
{
    private const int Updates = 8_000;
    private const int Seeds = 5;
    private static readonly int[] Actors = [8, 32, 128];
    private static readonly int[] StepsPerUpdate = [2, 8, 32];

    /// <summary>One for each number of steps that an update is made for.</summary>
    public static IEnumerable<TrainingDefinition> All => StepsPerUpdate.Select(Create);

    /// <summary>Trains, and evaluates.</summary>
    public static async Task MeasureAsync(ClusterOptions options, IAnsiConsole console)
    {
        await using SiloGroup group = await SiloGroup.StartAsync(options, silos: 1);
        console.WriteLine($"{Updates} updates; mean return of the policy by seed");
        console.WriteLine("actors  steps an update  mean  by seed");
        IEnumerable<(int Actors, int Steps)> kinds = Actors.Select(actors => (actors, StepsPerUpdate[0]))
            .Concat(Actors.Zip(StepsPerUpdate).Skip(1));
        foreach ((int actors, int steps) in kinds)
        {
            List<double> returns = [];
            for (int seed = 0; seed < Seeds; seed++)
            {
                using TrainingResult result = await group.Client.TrainAsync(
                    Create(steps),
                    new ClusterTrainingOptions
                    {
                        Distribution = new DistributedOptions { Actors = actors, BlockSize = 16, WeightsInterval = TimeSpan.FromSeconds(0.1) },
                        Seed = (ulong)seed,
                        PollInterval = TimeSpan.FromMilliseconds(100),
                    });
                returns.Add(result.FinalEvaluation!.Result.MeanReturn);
            }

            string bySeed = string.Join(" ", returns.Order().Select(value => value.ToString("F2", CultureInfo.InvariantCulture)));
            console.WriteLine($"{actors,6}  {steps,15}  {returns.Average():F2}  {bySeed}");
        }
    }

    private static TrainingDefinition Create(int steps) => new(
        $"lake {steps}",
        () => FrozenLake.Create8x8(),
        () => new DeepQTrainer.Options
        {
            HiddenUnits = [],
            Gamma = 0.99,
            LearningRate = 0.01,
            Steps = Updates * steps,
            UpdateInterval = steps,
            LearningStarts = 1_000,
            ReplayCapacity = 50_000,
            PrioritizedReplay = new(),
            EvaluationInterval = Updates * steps / 4,
            EvaluationEpisodes = 50,
            FinalEpisodes = 200,
            MaxEvaluationSteps = 200,
        });
}
