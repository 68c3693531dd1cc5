using DeepQ.Learning;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Offline;
using DeepQ.MLNet.Columns;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Microsoft.ML;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>The settings of <see cref="DeepQTrainer"/>: those of deep Q-learning, and the columns.</summary>
    public sealed class Options : DqnOptions
    {
        /// <summary>The column with the state s: a vector of <see cref="float"/> of known size.</summary>
        /// <value>The default value is <c>State</c>.</value>
        public string StateColumnName { get; set; } = LoggedColumnNames.Default.State;

        /// <summary>The column with the action a: a key, a whole number from 0, or text.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string ActionColumnName { get; set; } = LoggedColumnNames.Default.Action;

        /// <summary>The column with the reward r: a number of any type.</summary>
        /// <value>The default value is <c>Reward</c>.</value>
        public string RewardColumnName { get; set; } = LoggedColumnNames.Default.Reward;

        /// <summary>
        /// The column with the successor s': a vector of <see cref="float"/> of the size of the state. Null where the
        /// next row of an episode has it, which is also so where there is no column of the default name but one of
        /// episodes.
        /// </summary>
        /// <value>The default value is <c>NextState</c>.</value>
        public string? NextStateColumnName { get; set; } = LoggedColumnNames.Default.NextState;

        /// <summary>
        /// The column that says whether the successor is terminal, and so worth nothing: a <see cref="bool"/>. A table with
        /// no column of successors, episodes, ends or times is one of decisions that nothing follows from.
        /// </summary>
        /// <value>The default value is <c>Terminated</c>.</value>
        public string TerminatedColumnName { get; set; } = LoggedColumnNames.Default.Terminated;

        /// <summary>
        /// The column that says whether the episode was cut off after the step: a <see cref="bool"/>. Null for none;
        /// the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>Truncated</c>.</value>
        public string? TruncatedColumnName { get; set; } = LoggedColumnNames.Default.Truncated;

        /// <summary>
        /// The column that says which actions were legal: a vector of <see cref="bool"/>, one an action. Null for none;
        /// the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>ActionMask</c>.</value>
        public string? ActionMaskColumnName { get; set; } = LoggedColumnNames.Default.ActionMask;

        /// <summary>
        /// The column that says which actions are legal in the successor, where rows carry it. Null for none; the
        /// default one may be missing.
        /// </summary>
        /// <value>The default value is <c>NextActionMask</c>.</value>
        public string? NextActionMaskColumnName { get; set; } = LoggedColumnNames.Default.NextActionMask;

        /// <summary>
        /// The column with the probability with which the logged policy chose the action: a number in (0,
        /// 1]. Null for none; the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>Propensity</c>.</value>
        public string? PropensityColumnName { get; set; } = LoggedColumnNames.Default.Propensity;

        /// <summary>
        /// The column that tells episodes apart: text, a key or a whole number. Null for none; the default one may be
        /// missing where rows carry their successors.
        /// </summary>
        /// <value>The default value is <c>EpisodeId</c>.</value>
        public string? EpisodeIdColumnName { get; set; } = LoggedColumnNames.Default.EpisodeId;

        /// <summary>
        /// The column with the time of the step, by which the order within an episode is checked: a number, a
        /// <see cref="DateTime"/> or a <see cref="DateTimeOffset"/>. Null for none; the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>Timestamp</c>.</value>
        public string? TimestampColumnName { get; set; } = LoggedColumnNames.Default.Timestamp;

        /// <summary>
        /// A table of demonstrations for trainings in an environment, whose states and actions it has: it is read when a training begins,
        /// and learned from as <see cref="DqnOptions.Demonstrations"/> says, or as by its defaults. Actions as text have the names of the
        /// environment's. Null for none.
        /// </summary>
        /// <value>The default value is null.</value>
        public IDataView? DemonstrationTable { get; set; }

        /// <summary>
        /// What makes the state of other columns. It is fitted to the table, and the one fitted transformer makes
        /// states and successors alike; it becomes part of the model. Null where the table has states.
        /// </summary>
        /// <value>The default value is null.</value>
        public IEstimator<ITransformer>? Featurizer { get; set; }

        /// <summary>
        /// The column with the value after the step, by the name of each column that <see cref="Featurizer"/> reads; a
        /// column that never changes is its own. Those left out are called Next and the name.
        /// </summary>
        /// <value>The default value is null.</value>
        public IReadOnlyDictionary<string, string>? SuccessorColumns { get; set; }

        /// <summary>
        /// The names of the actions, in their order; null to take them from the action column's key values, to sort
        /// those of text, or to number the actions that are logged. One name alone says that only the value of that action is learned.
        /// </summary>
        /// <value>The default value is null.</value>
        public IReadOnlyList<string>? ActionNames { get; set; }

        /// <summary>
        /// How mixed the rows of episodes may be: the number of other episodes that begin after a row before its own
        /// episode is taken for broken off.
        /// </summary>
        /// <value>The default value is 100.</value>
        public int MaxOpenEpisodes { get; set; } = 100;

        /// <summary>
        /// The memory that logged data may take, in bytes; null for eight tenths of what is free on the machine, or of what the
        /// limit of a container leaves.
        /// </summary>
        /// <value>The default value is null.</value>
        public long? DataMemoryLimit { get; set; }

        /// <summary>
        /// The folder of a file that the transitions of logged data stand in instead of memory, for tables that are larger; null
        /// for memory. The file is the training's own, has a name that no other has, and is deleted at its end.
        /// </summary>
        /// <value>The default value is null.</value>
        /// <remarks>
        /// Learning is as fast as from memory as long as the system has room to keep the file there. A disk of one's own machine,
        /// best a fast one, is the place for it.
        /// </remarks>
        public string? DataFolder { get; set; }

        /// <summary>The output column with the value of each action.</summary>
        /// <value>The default value is <c>QValues</c>.</value>
        public string QValuesColumnName { get; set; } = "QValues";

        /// <summary>The output column with the greedy action as a number. It hides a logged action of the same name.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string GreedyActionColumnName { get; set; } = LoggedColumnNames.Default.Action;

        /// <summary>The output column with the greedy action as a key, whose key values are the names of the actions.</summary>
        /// <value>The default value is <c>PredictedAction</c>.</value>
        public string PredictedActionColumnName { get; set; } = "PredictedAction";

        /// <summary>
        /// What the policy has beyond a state, Q-values and an action: margins and distributions, which become the columns
        /// <c>Margin</c> and <c>Distribution</c>, and masks, which are read of the column <c>ActionMask</c> where they are
        /// required; null for nothing.
        /// </summary>
        /// <value>The default value is null.</value>
        public PolicyGraphOptions? Outputs { get; set; }

        /// <summary>
        /// How the transformer runs the policy; null for the defaults with the GPU settings of the context.
        /// </summary>
        /// <value>The default value is null.</value>
        public PolicyOptions? Serving { get; set; }

        /// <summary>The names of the columns of a table.</summary>
        internal LoggedColumnNames ColumnNames => new()
        {
            State = StateColumnName,
            Action = ActionColumnName,
            Reward = RewardColumnName,
            NextState = NextStateColumnName,
            Terminated = TerminatedColumnName,
            Truncated = TruncatedColumnName,
            ActionMask = ActionMaskColumnName,
            NextActionMask = NextActionMaskColumnName,
            Propensity = PropensityColumnName,
            EpisodeId = EpisodeIdColumnName,
            Timestamp = TimestampColumnName,
            IsFeaturized = Featurizer is not null,
            Successors = SuccessorColumns,
        };

        /// <summary>How a table is read.</summary>
        internal LoggedTableOptions Table => new(ColumnNames, ActionNames, MaxOpenEpisodes, DataMemoryLimit, DataFolder);

        internal PolicyColumns OutputColumns => new()
        {
            State = StateColumnName,
            QValues = QValuesColumnName,
            Action = GreedyActionColumnName,
            PredictedAction = PredictedActionColumnName,
        };

        /// <summary>The same settings with another algorithm.</summary>
        internal Options With(OfflineAlgorithm algorithm)
        {
            Options copy = (Options)MemberwiseClone();
            copy.OfflineAlgorithm = algorithm;
            return copy;
        }

        /// <inheritdoc/>
        public override DqnOptions Copy()
        {
            Options copy = (Options)base.Copy();
            copy.ActionNames = ActionNames?.ToArray();
            copy.SuccessorColumns = SuccessorColumns?.ToDictionary(pair => pair.Key, pair => pair.Value);
            return copy;
        }

        /// <inheritdoc/>
        protected override SettingsCheck Check() => OptionsCheck.Add(base.Check(), this);
    }
}
