using DeepQ.Learning;
using DeepQ.Learning.Offline;
using Microsoft.ML;

// The parameters that all trainers share are described once, and the compiler does not see that they are inherited.
#pragma warning disable CS1573

namespace DeepQ.MLNet;

/// <summary>The trainers; found at <c>mlContext.ReinforcementLearning.Trainers</c>.</summary>
public sealed class ReinforcementLearningTrainers
{
    private readonly MLContext _context;

    internal ReinforcementLearningTrainers(MLContext context) => _context = context;

    /// <summary>Creates a trainer of deep Q-networks; see <see cref="DeepQTrainer"/>.</summary>
    /// <param name="stateColumnName">
    /// The column with the state s: a vector of <see cref="float"/> of known size.
    /// </param>
    /// <param name="actionColumnName">The column with the action a: a key, a whole number from 0, or text.</param>
    /// <param name="rewardColumnName">The column with the reward r: a number of any type.</param>
    /// <param name="nextStateColumnName">
    /// The column with the successor s': a vector like the state. Null where the next row of an episode has it.
    /// </param>
    /// <param name="terminatedColumnName">The column that says whether s' is terminal: a <see cref="bool"/>.</param>
    /// <param name="gamma">The discount factor γ of a step, in [0, 1].</param>
    /// <param name="learningRate">The learning rate of Adam.</param>
    /// <param name="updates">The number of updates when learning from logged transitions.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer DeepQ(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        double gamma = 0.99,
        double learningRate = 1e-3,
        int updates = 10_000) => DeepQ(
            Settings(
                stateColumnName, actionColumnName, rewardColumnName, nextStateColumnName, terminatedColumnName, gamma,
                learningRate, updates));

    /// <summary>Creates a trainer of deep Q-networks; see <see cref="DeepQTrainer"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer DeepQ(DeepQTrainer.Options options) => new(_context, options);

    /// <summary>
    /// Creates a trainer of conservative Q-learning from logged data; see <see cref="ConservativeQLearning"/>.
    /// </summary>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/param"/>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/exception"/>
    /// <param name="alpha">
    /// The weight α of what holds back the values of actions that were not logged, in standard deviations of returns.
    /// </param>
    public DeepQTrainer Cql(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        double alpha = 0.04,
        double gamma = 0.99,
        double learningRate = 1e-3,
        int updates = 10_000) => Cql(
            Settings(
                stateColumnName, actionColumnName, rewardColumnName, nextStateColumnName, terminatedColumnName, gamma,
                learningRate, updates).With(new ConservativeQLearning(alpha)));

    /// <summary>
    /// Creates a trainer of conservative Q-learning from logged data; see <see cref="ConservativeQLearning"/>.
    /// </summary>
    /// <param name="options">
    /// The settings. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced by the default of this
    /// one.
    /// </param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer Cql(DeepQTrainer.Options options) => With(options, new ConservativeQLearning());

    /// <summary>
    /// Creates a trainer of batch-constrained Q-learning from logged data; see <see cref="BatchConstrainedQLearning"/>.
    /// </summary>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/param"/>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/exception"/>
    /// <param name="threshold">The least part of the greatest probability that allows an action, in (0, 1).</param>
    public DeepQTrainer Bcq(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        double threshold = 0.3,
        double gamma = 0.99,
        double learningRate = 1e-3,
        int updates = 10_000) => Bcq(
            Settings(
                stateColumnName, actionColumnName, rewardColumnName, nextStateColumnName, terminatedColumnName, gamma,
                learningRate, updates).With(new BatchConstrainedQLearning(threshold)));

    /// <summary>
    /// Creates a trainer of batch-constrained Q-learning from logged data; see <see cref="BatchConstrainedQLearning"/>.
    /// </summary>
    /// <param name="options">
    /// The settings. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced by the default of this
    /// one.
    /// </param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer Bcq(DeepQTrainer.Options options) => With(options, new BatchConstrainedQLearning());

    /// <summary>Creates a trainer that clones the logged policy; see <see cref="Learning.Offline.BehaviorCloning"/>.</summary>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/param"/>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/exception"/>
    public DeepQTrainer BehaviorCloning(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        double gamma = 0.99,
        double learningRate = 1e-3,
        int updates = 10_000) => BehaviorCloning(
            Settings(
                stateColumnName, actionColumnName, rewardColumnName, nextStateColumnName, terminatedColumnName, gamma,
                learningRate, updates).With(new BehaviorCloning()));

    /// <summary>Creates a trainer that clones the logged policy; see <see cref="Learning.Offline.BehaviorCloning"/>.</summary>
    /// <param name="options">
    /// The settings. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced by the default of this
    /// one.
    /// </param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer BehaviorCloning(DeepQTrainer.Options options) => With(options, new BehaviorCloning());

    /// <summary>
    /// Creates a trainer of neural fitted Q iteration from logged data; see <see cref="NeuralFittedQIteration"/>.
    /// </summary>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/param"/>
    /// <inheritdoc cref="DeepQ(string, string, string, string?, string, double, double, int)" path="/exception"/>
    /// <param name="updatesPerIteration">The number of updates between two computations of the targets.</param>
    public DeepQTrainer NeuralFittedQ(
        string stateColumnName = "State",
        string actionColumnName = "Action",
        string rewardColumnName = "Reward",
        string? nextStateColumnName = "NextState",
        string terminatedColumnName = "Terminated",
        int updatesPerIteration = 200,
        double gamma = 0.99,
        double learningRate = 1e-3,
        int updates = 10_000) => NeuralFittedQ(
            Settings(
                stateColumnName, actionColumnName, rewardColumnName, nextStateColumnName, terminatedColumnName, gamma,
                learningRate, updates).With(new NeuralFittedQIteration(updatesPerIteration)));

    /// <summary>
    /// Creates a trainer of neural fitted Q iteration from logged data; see <see cref="NeuralFittedQIteration"/>.
    /// </summary>
    /// <param name="options">
    /// The settings. An <see cref="DqnOptions.OfflineAlgorithm"/> of another kind is replaced by the default of this
    /// one.
    /// </param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer NeuralFittedQ(DeepQTrainer.Options options) => With(options, new NeuralFittedQIteration());

    private static DeepQTrainer.Options Settings(
        string state,
        string action,
        string reward,
        string? nextState,
        string terminated,
        double gamma,
        double learningRate,
        int updates) => new()
        {
            StateColumnName = state,
            ActionColumnName = action,
            RewardColumnName = reward,
            NextStateColumnName = nextState,
            TerminatedColumnName = terminated,
            Gamma = gamma,
            LearningRate = learningRate,
            Updates = updates,
        };

    private DeepQTrainer With(DeepQTrainer.Options options, OfflineAlgorithm standard)
    {
        ArgumentNullException.ThrowIfNull(options);
        bool isSet = options.OfflineAlgorithm?.GetType() == standard.GetType();
        return new DeepQTrainer(_context, isSet ? options : options.With(standard));
    }
}
