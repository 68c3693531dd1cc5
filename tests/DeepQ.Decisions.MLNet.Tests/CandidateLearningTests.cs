using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Schedules;
using DeepQ.MLNet;
using DeepQ.Serving;
using Microsoft.ML;

namespace DeepQ.Decisions.MLNet.Tests;

/// <summary>What is learned of candidates is what it is to be: mean rewards, and the values of the best policy.</summary>
public sealed class CandidateLearningTests
{
    private readonly MLContext _context = new(1);

    [Trait("Category", "Slow")]
    [Fact]
    public async Task The_value_of_a_candidate_is_its_mean_reward_and_the_exported_policy_decides_by_it()
    {
        MemoryStore store = new();
        // Two kinds of customers, six products with a price and a novelty; rewards lie evenly on both sides of their mean.
        List<DecisionEvent> events = [];
        for (int i = 0; i < 1200; i++)
        {
            int customer = i % 2, product = i / 2 % 6;
            float[] candidates = [.. Product(product), .. Product((product + 1) % 6)];
            events.Add(Among(i, [customer, 1 - customer], 0, candidates, 0.5));
            events.Add(LogBuilder.Reward(i, i / 10.0, Mean(customer, product) + (i / 12 % 2 == 0 ? 1 : -1)));
        }

        await store.AppendAsync(events, default);
        using DeepQTransformer model = Trainer(updates: 6000, lastRate: 1e-5).Fit(new CandidateTable(Log(store), 2, 2));
        float[] values = new float[1];
        for (int customer = 0; customer < 2; customer++)
        {
            for (int product = 0; product < 6; product++)
            {
                model.Policy.QValues([customer, 1 - customer, .. Product(product)], values);
                Assert.Equal(Mean(customer, product), values[0], 0.1);
            }
        }

        // Exported, it chooses the best of what there is today.
        using TemporaryFolder folder = new();
        string path = folder.File("policy.onnx");
        File.WriteAllBytes(path, model.Policy.Model.ToArray());
        using ManagedPolicy policy = ManagedPolicy.Load(path);
        DecisionOptions options = new()
        {
            StateSize = 2,
            CandidateFeatures = 2,
            Settings = new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.Greedy },
        };
        await using DecisionService service = new(options, new MemoryStore(), new PolicyVersions { InUse = policy }, new Random(1));
        for (int customer = 0; customer < 2; customer++)
        {
            foreach (int[] today in (int[][])[[0, 1, 2, 3, 4, 5], [2, 0], [5, 1, 4]])
            {
                DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(new float[] { customer, 1 - customer })
                {
                    Candidates = [.. today.Select(product => new DecisionCandidate($"{product}", Product(product)))],
                });
                Assert.Equal((policy.Version, $"{today.MaxBy(product => Mean(customer, product))}"), (answer.Version, answer.Name));
            }
        }

        static float[] Product(int product) => [product / 5f, product % 2];

        static double Mean(int customer, int product) => customer == 0 ? (product % 3) + (product / 10.0) : 2.5 - (product / 2.0);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Rounds_of_targets_lead_to_the_values_of_the_best_policy()
    {
        MemoryStore store = new();
        // A chain of four places; each decision offers two of three moves at random.
        const double gamma = 0.8;
        (float Step, float Cost)[] moves = [(0, -0.2f), (1, 0), (2, 1)];
        (int, int)[] offers = [(0, 1), (0, 2), (1, 2)];
        double[,] best = Optimal();
        await store.AppendAsync([.. Episodes()], default);
        CandidateTable table = new(Log(store), 4, 2);
        DeepQTransformer model = Trainer(updates: 2000).Fit(table);
        for (int round = 0; round < 12; round++)
        {
            using DeepQTransformer before = model;
            model = Trainer(updates: 1000).Fit(table.WithTargets(before.Policy, gamma), before);
        }

        using (model)
        {
            float[] value = new float[1];
            for (int place = 0; place < 4; place++)
            {
                double[] learned = new double[3];
                for (int move = 0; move < 3; move++)
                {
                    model.Policy.QValues([.. State(place), moves[move].Step, moves[move].Cost], value);
                    learned[move] = value[0];
                    Assert.Equal(best[place, move], learned[move], 0.15);
                }

                foreach ((int one, int other) in offers)
                    Assert.Equal(best[place, one] > best[place, other], learned[one] > learned[other]);
            }
        }

        IEnumerable<DecisionEvent> Episodes()
        {
            Random random = new(3);
            int number = 0;
            for (int episode = 0; episode < 800; episode++)
            {
                int place = random.Next(4);
                for (int step = 0; step < 4 && place < 4; step++, number++)
                {
                    (int one, int other) = offers[random.Next(3)];
                    int action = random.Next(2), move = action == 0 ? one : other;
                    float[] offer = [moves[one].Step, moves[one].Cost, moves[other].Step, moves[other].Cost];
                    yield return Among(number, State(place), action, offer, 0.5) with { EpisodeId = $"{episode}" };
                    yield return LogBuilder.Reward(number, number / 10.0, Reward(place, move));
                    place += (int)moves[move].Step;
                }

                yield return LogBuilder.End($"{episode}", number / 10.0, isTruncated: place < 4);
            }
        }

        double[,] Optimal()
        {
            double[,] q = new double[4, 3];
            for (int sweep = 0; sweep < 100; sweep++)
            {
                for (int place = 3; place >= 0; place--)
                {
                    for (int move = 0; move < 3; move++)
                    {
                        int next = place + (int)moves[move].Step;
                        double after = next >= 4 ? 0 : offers.Average(offer => Math.Max(q[next, offer.Item1], q[next, offer.Item2]));
                        q[place, move] = Reward(place, move) + (gamma * after);
                    }
                }
            }

            return q;
        }

        double Reward(int place, int move) => (place + moves[move].Step >= 4 ? 5 : 0) - moves[move].Cost;

        static float[] State(int place)
        {
            float[] state = new float[4];
            state[place] = 1;
            return state;
        }
    }

    [Fact]
    public async Task A_model_of_candidates_is_not_judged_by_a_table_that_has_none()
    {
        MemoryStore store = new();
        await store.AppendAsync([.. Enumerable.Range(0, 8).Select(i => Among(i, [1, 0], 0, [i, 0], 0.5))], default);
        CandidateTable table = new(Log(store), 2, 2);
        using DeepQTransformer model = Trainer(updates: 1).Fit(table);
        string message = Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.Evaluate(table, model)).Message;
        Assert.StartsWith("The model has one action, so a table contains no information about what it would choose", message, StringComparison.Ordinal);
    }

    private static Decision Among(int number, float[] state, int action, float[] candidates, double probability) =>
        LogBuilder.Decide(number, number / 10.0) with
        {
            State = state,
            CandidateCount = candidates.Length / 2,
            Candidates = candidates,
            Allowed = default,
            Distribution = default,
            Action = action,
            Name = $"{action}",
            Probability = probability,
        };

    private static JoinedLog Log(MemoryStore store) => new(store, LogBuilder.At(100_000));

    private DeepQTrainer Trainer(int updates, double lastRate = 1e-3) => _context.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options
    {
        ActionNames = [CandidateTable.ActionName],
        OfflineAlgorithm = new DeepQLearning(),
        HiddenUnits = [64, 64],
        LearningRate = new LinearSchedule(1e-3, lastRate, updates),
        Updates = updates,
    });
}
