using DeepQ.Learning;
using DeepQ.Learning.Offline;
using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>The trainers, available as <c>mlContext.ReinforcementLearning.Trainers</c>.</summary>
public sealed class ReinforcementLearningTrainers
{
    private readonly MLContext _context;

    internal ReinforcementLearningTrainers(MLContext context) => _context = context;

    /// <summary>Creates a trainer of deep Q-networks; see <see cref="DeepQTrainer"/>.</summary>
    /// <param name="stateColumnName">
    /// The column with the state s: a vector of <see cref="float"/> of known size.
    /// </param>
    /// <param name="actionColumnName">The column with the action a: a key, an integer from 0, or text.</param>
    /// <param name="rewardColumnName">The column with the reward r: a number of any type.</param>
    /// <param name="nextStateColumnName">
    /// The column with the next state s': a vector like the state. Null if the next row of an episode has it.
    /// </param>
    /// <param name="terminatedColumnName">The column with whether s' is terminal: a <see cref="bool"/>.</param>
    /// <param name="gamma">The discount factor γ of a step, in [0, 1].</param>
    /// <param name="learningRate">The learning rate of Adam; null for the default of <see cref="DqnOptions.LearningRate"/>.</param>
    /// <param name="updates">The number of updates when learning from logged transitions.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer DeepQ(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        double gamma = 0.99,
        double? learningRate = null,
        int updates = 10_000)
    {
        DeepQTrainer.Options options = new()
        {
            StateColumnName = stateColumnName,
            ActionColumnName = actionColumnName,
            RewardColumnName = rewardColumnName,
            NextStateColumnName = nextStateColumnName,
            TerminatedColumnName = terminatedColumnName,
            Gamma = gamma,
            Updates = updates,
        };
        if (learningRate is { } rate)
            options.LearningRate = rate;
        return DeepQ(options);
    }

    /// <summary>Creates a trainer of deep Q-networks; see <see cref="DeepQTrainer"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer DeepQ(DeepQTrainer.Options options) => new(_context, options);

    /// <summary>
    /// Creates a trainer of conservative Q-learning from logged data; see <see cref="ConservativeQLearning"/>.
    /// </summary>
    /// <param name="options">
    /// The settings; null for the defaults. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced.
    /// </param>
    /// <param name="alpha">
    /// The weight α of the penalty on values of actions that were not logged, in standard deviations of returns; null
    /// for that of the settings, 0.04 by default.
    /// </param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer Cql(DeepQTrainer.Options? options = null, double? alpha = null) =>
        Offline(options, new ConservativeQLearning(), own => alpha is { } weight ? own with { Alpha = weight } : own);

    /// <summary>
    /// Creates a trainer of calibrated Q-learning from logged data, whose policy can continue to learn by acting; see
    /// <see cref="CalibratedQLearning"/>.
    /// </summary>
    /// <inheritdoc cref="Cql(DeepQTrainer.Options?, double?)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="options">
    /// The settings; null for the defaults. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced.
    /// </param>
    /// <param name="alpha">
    /// The weight α of the penalty on values of actions that were not logged, in standard deviations of returns; null for that of
    /// the settings, 0.04 by default.
    /// </param>
    public DeepQTrainer CalQl(DeepQTrainer.Options? options = null, double? alpha = null) =>
        Offline(options, new CalibratedQLearning(), own => alpha is { } weight ? own with { Alpha = weight } : own);

    /// <summary>
    /// Creates a trainer of batch-constrained Q-learning from logged data; see <see cref="BatchConstrainedQLearning"/>.
    /// </summary>
    /// <inheritdoc cref="Cql(DeepQTrainer.Options?, double?)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="options">
    /// The settings; null for the defaults. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced.
    /// </param>
    /// <param name="threshold">
    /// The least probability of an allowed action relative to the greatest one, in (0, 1); null for that of the
    /// settings, 0.3 by default.
    /// </param>
    public DeepQTrainer Bcq(DeepQTrainer.Options? options = null, double? threshold = null) =>
        Offline(options, new BatchConstrainedQLearning(), own => threshold is { } least ? own with { Threshold = least } : own);

    /// <summary>Creates a trainer that clones the logged policy; see <see cref="Learning.Offline.BehaviorCloning"/>.</summary>
    /// <inheritdoc cref="Cql(DeepQTrainer.Options?, double?)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="options">
    /// The settings; null for the defaults. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced.
    /// </param>
    public DeepQTrainer BehaviorCloning(DeepQTrainer.Options? options = null) =>
        Offline(options, new BehaviorCloning(), own => own);

    /// <summary>
    /// Creates a trainer of neural fitted Q iteration from logged data; see <see cref="NeuralFittedQIteration"/>.
    /// </summary>
    /// <inheritdoc cref="Cql(DeepQTrainer.Options?, double?)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="options">
    /// The settings; null for the defaults. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced.
    /// </param>
    /// <param name="updatesPerIteration">
    /// The number of updates between two computations of the targets; null for that of the settings, 200 by default.
    /// </param>
    public DeepQTrainer NeuralFittedQ(DeepQTrainer.Options? options = null, int? updatesPerIteration = null) =>
        Offline(
            options,
            new NeuralFittedQIteration(),
            own => updatesPerIteration is { } updates ? own with { UpdatesPerIteration = updates } : own);

    private DeepQTrainer Offline<T>(DeepQTrainer.Options? options, T standard, Func<T, T> adjust)
        where T : OfflineAlgorithm
    {
        options ??= new();
        return new DeepQTrainer(_context, options.With(adjust(options.OfflineAlgorithm as T ?? standard)));
    }
}
