using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>
/// Transitions of CartPole that an ε-greedy policy of medium quality took: the greedy part is a DQN that stopped
/// learning at the first evaluation of at least a return of 120.
/// </summary>
/// <param name="Transitions">The transitions, in order.</param>
/// <param name="Returns">The returns of the episodes that ended.</param>
/// <param name="Choices">Each state, and what the greedy part would have done there.</param>
/// <param name="GreedyReturn">The mean return of the greedy part alone.</param>
internal sealed record BehaviorLog(
    ReplayBuffer Transitions,
    IReadOnlyList<double> Returns,
    IReadOnlyList<(float[] State, int Action)> Choices,
    double GreedyReturn)
{
    public const int Size = 20_000;

    /// <summary>Trains the greedy part and lets it act.</summary>
    /// <param name="epsilon">The probability ε of a random action.</param>
    /// <param name="seed">The seed of everything.</param>
    public static BehaviorLog Record(double epsilon, ulong seed)
    {
        Xoshiro256 random = new(seed);
        DqnOptions options = new()
        {
            Steps = 50_000,
            UpdateInterval = 2,
            LearningRate = 1e-3,
            DoubleQ = false,
            NStep = 1,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            Epsilon = new LinearSchedule(1, 0.05, 10_000),
            TargetReturn = 120,
            TargetEvaluations = 1,
            EvaluationInterval = 500,
        };
        using TrainingResult behavior = new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole()], random.Fork()), new CartPole(), random.Fork());

        CartPole environment = new();
        ReplayBuffer transitions = new(Size, environment.ObservationSpace.Size);
        List<double> returns = [];
        List<(float[] State, int Action)> choices = [];
        float[] state = new float[environment.ObservationSpace.Size];
        float[] next = new float[state.Length];
        while (transitions.Count < Size)
        {
            environment.Reset(random, state);
            double sum = 0;
            StepResult step = default;
            while (!step.Done && transitions.Count < Size)
            {
                choices.Add(([.. state], behavior.LastNetwork.Act(state)));
                int action = random.NextDouble() < epsilon ? random.Next(2) : choices[^1].Action;
                step = environment.Step(action, random, next);
                sum += step.Reward;
                transitions.Add(state, action, (float)step.Reward, next, step.Terminated, step.Truncated);
                (state, next) = (next, state);
            }

            if (step.Done)
                returns.Add(sum);
        }

        return new BehaviorLog(
            transitions, returns, choices, OfflineCartPole.MeanReturn(behavior.LastNetwork.Act, seed));
    }
}
