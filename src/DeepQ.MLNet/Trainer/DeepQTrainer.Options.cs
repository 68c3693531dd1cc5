using DeepQ.Learning;
using DeepQ.Serving;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>The settings of <see cref="DeepQTrainer"/>: those of deep Q-learning, and the columns.</summary>
    public sealed class Options : DqnOptions
    {
        /// <summary>The column with the state s: a vector of <see cref="float"/> of known size.</summary>
        /// <value>The default value is <c>State</c>.</value>
        public string StateColumnName { get; set; } = "State";

        /// <summary>The column with the action a: a key, or a whole number from 0.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string ActionColumnName { get; set; } = "Action";

        /// <summary>The column with the reward r: a <see cref="float"/>.</summary>
        /// <value>The default value is <c>Reward</c>.</value>
        public string RewardColumnName { get; set; } = "Reward";

        /// <summary>The column with the successor s': a vector of <see cref="float"/> of the size of the state.</summary>
        /// <value>The default value is <c>NextState</c>.</value>
        public string NextStateColumnName { get; set; } = "NextState";

        /// <summary>The column that says whether the successor is terminal, and so worth nothing: a <see cref="bool"/>.</summary>
        /// <value>The default value is <c>Terminated</c>.</value>
        public string TerminatedColumnName { get; set; } = "Terminated";

        /// <summary>
        /// The names of the actions; null to take them from the action column's key values, or to number the actions that
        /// are logged.
        /// </summary>
        /// <value>The default value is null.</value>
        public IReadOnlyList<string>? ActionNames { get; set; }

        /// <summary>The output column with the value of each action.</summary>
        /// <value>The default value is <c>QValues</c>.</value>
        public string QValuesColumnName { get; set; } = "QValues";

        /// <summary>The output column with the greedy action. It hides a logged action of the same name.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string GreedyActionColumnName { get; set; } = "Action";

        /// <summary>How the transformer runs the policy; null for the defaults with the GPU settings of the context.</summary>
        /// <value>The default value is null.</value>
        public OnnxPolicyOptions? Serving { get; set; }

        internal PolicyColumns OutputColumns => new()
        {
            State = StateColumnName,
            QValues = QValuesColumnName,
            Action = GreedyActionColumnName,
        };
    }
}
