using Microsoft.ML;

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
    /// <param name="rewardColumnName">The column with the reward r: a <see cref="float"/>.</param>
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
        int updates = 10_000) => DeepQ(new DeepQTrainer.Options
        {
            StateColumnName = stateColumnName,
            ActionColumnName = actionColumnName,
            RewardColumnName = rewardColumnName,
            NextStateColumnName = nextStateColumnName,
            TerminatedColumnName = terminatedColumnName,
            Gamma = gamma,
            LearningRate = learningRate,
            Updates = updates,
        });

    /// <summary>Creates a trainer of deep Q-networks; see <see cref="DeepQTrainer"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public DeepQTrainer DeepQ(DeepQTrainer.Options options) => new(_context, options);
}
