using DeepQ.Environments.Tabular;
using DeepQ.Learning.Offline;

namespace DeepQ.MLNet.Tests.Support;

/// <summary>
/// Two states. In the first, action 0 ("wait") stays and pays 0, action 1 ("go") leads to the second and pays 0. In the
/// second, "wait" stays and pays 0, "go" ends the episode and pays 1.
/// </summary>
/// <remarks>
/// With γ = 0.5: Q*(2, go) = 1, Q*(2, wait) = 0.5, Q*(1, go) = 0.5, Q*(1, wait) = 0.25.
/// </remarks>
internal static class TwoStates
{
    public const double Gamma = 0.5;
    public const int Wait = 0;
    public const int Go = 1;

    public static readonly float[] First = [1, 0];
    public static readonly float[] Second = [0, 1];
    public static readonly float[] FirstValues = [0.25f, 0.5f];
    public static readonly float[] SecondValues = [0.5f, 1];

    public static LoggedStep[] Log { get; } =
    [
        new() { State = First, Action = Wait, Reward = 0, NextState = First },
        new() { State = First, Action = Go, Reward = 0, NextState = Second },
        new() { State = Second, Action = Wait, Reward = 0, NextState = Second },
        new() { State = Second, Action = Go, Reward = 1, NextState = First, Terminated = true },
    ];

    public static TabularEnvironment Environment() => new(
        "TwoStates",
        new DiscreteSpace("wait", "go"),
        [1, 0],
        (state, action) => [(state, action) switch
        {
            (_, Wait) => new TabularTransition(1, state, 0, false),
            (0, _) => new TabularTransition(1, 1, 0, false),
            _ => new TabularTransition(1, 0, 1, true),
        }],
        maxSteps: 20);

    /// <summary>Settings that reach the exact values: a linear network over one-hot states is a table.</summary>
    public static DeepQTrainer.Options Options() => new()
    {
        HiddenUnits = [],
        Gamma = Gamma,
        LearningRate = 0.02,
        BatchSize = 32,
        ReplayCapacity = 1_000,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 25,
        Updates = 1_500,
        OfflineAlgorithm = new DeepQLearning(),
        Steps = 1_500,
        LearningStarts = 50,
        Epsilon = 0.5,
    };

    public static DeepQTransformer Fit(MLContext context, DeepQTrainer.Options? options = null) =>
        context.ReinforcementLearning.Trainers.DeepQ(options ?? Options()).Fit(Table(context));

    public static IDataView Table(MLContext context) => context.Data.LoadFromEnumerable(Log);

    public static float[] QValues(DeepQTransformer policy, float[] state)
    {
        float[] qValues = new float[policy.Policy.ActionCount];
        policy.Policy.QValues(state, qValues);
        return qValues;
    }
}
