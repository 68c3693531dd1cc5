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

        /// <summary>The column with the action a: a key, an integer from 0, or text.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string ActionColumnName { get; set; } = LoggedColumnNames.Default.Action;

        /// <summary>The column with the reward r: a number of any type.</summary>
        /// <value>The default value is <c>Reward</c>.</value>
        public string RewardColumnName { get; set; } = LoggedColumnNames.Default.Reward;

        /// <summary>
        /// The column with the next state s': a vector of <see cref="float"/> with the size of the state. Null if the
        /// next row of an episode has it, which also applies if the default column is missing and there is a column of
        /// episodes.
        /// </summary>
        /// <value>The default value is <c>NextState</c>.</value>
        public string? NextStateColumnName { get; set; } = LoggedColumnNames.Default.NextState;

        /// <summary>
        /// The column with whether the next state is terminal, so that its value is zero: a <see cref="bool"/>. A table
        /// without columns of next states, episodes, ends or times has single decisions.
        /// </summary>
        /// <value>The default value is <c>Terminated</c>.</value>
        public string TerminatedColumnName { get; set; } = LoggedColumnNames.Default.Terminated;

        /// <summary>
        /// The column with whether the episode was cut off after the step: a <see cref="bool"/>. Null for none;
        /// the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>Truncated</c>.</value>
        public string? TruncatedColumnName { get; set; } = LoggedColumnNames.Default.Truncated;

        /// <summary>
        /// The column with the legal actions: a vector of <see cref="bool"/>, one per action. Null for none;
        /// the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>ActionMask</c>.</value>
        public string? ActionMaskColumnName { get; set; } = LoggedColumnNames.Default.ActionMask;

        /// <summary>
        /// The column with the legal actions in the next state, if rows include it. Null for none; the default one may
        /// be missing.
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
        /// The column of episode ids: text, a key or an integer. Null for none; the default one may be missing if rows
        /// include their next states.
        /// </summary>
        /// <value>The default value is <c>EpisodeId</c>.</value>
        public string? EpisodeIdColumnName { get; set; } = LoggedColumnNames.Default.EpisodeId;

        /// <summary>
        /// The column with the time of the step, which is used to check the order within an episode: a number, a
        /// <see cref="DateTime"/> or a <see cref="DateTimeOffset"/>. Null for none; the default one may be missing.
        /// </summary>
        /// <value>The default value is <c>Timestamp</c>.</value>
        public string? TimestampColumnName { get; set; } = LoggedColumnNames.Default.Timestamp;

        /// <summary>
        /// A table of demonstrations for trainings in an environment, with the same states and actions. It is read when
        /// a training begins and used according to <see cref="DqnOptions.Demonstrations"/>, or its defaults. Actions as
        /// text have the names of the environment's. Null for none.
        /// </summary>
        /// <value>The default value is null.</value>
        public IDataView? DemonstrationTable { get; set; }

        /// <summary>
        /// The estimator that makes the state from other columns. It is fitted to the table, and the fitted transformer
        /// makes both states and next states; it becomes part of the model. Null if the table has states.
        /// </summary>
        /// <value>The default value is null.</value>
        public IEstimator<ITransformer>? Featurizer { get; set; }

        /// <summary>
        /// The column with the value after the step, by the name of each column that <see cref="Featurizer"/> reads; a
        /// column that never changes is its own. The default is "Next" followed by the name.
        /// </summary>
        /// <value>The default value is null.</value>
        public IReadOnlyDictionary<string, string>? SuccessorColumns { get; set; }

        /// <summary>
        /// The names of the actions, in order. Null to take them from the action column's key values, to sort those of
        /// text, or to number the logged actions. A single name means that only the value of that action is learned.
        /// </summary>
        /// <value>The default value is null.</value>
        public IReadOnlyList<string>? ActionNames { get; set; }

        /// <summary>
        /// How far the rows of episodes may be interleaved: the number of other episodes that may begin after a row
        /// before its own episode counts as broken off.
        /// </summary>
        /// <value>The default value is 100.</value>
        public int MaxOpenEpisodes { get; set; } = 100;

        /// <summary>
        /// The greatest memory of logged data, in bytes; null for eight tenths of what is free on the machine or within
        /// the limit of a container.
        /// </summary>
        /// <value>The default value is null.</value>
        public long? DataMemoryLimit { get; set; }

        /// <summary>
        /// The folder of a file for the transitions of logged data, for tables that do not fit in memory; null for
        /// memory. The file is private to the training, has a unique name, and is deleted at its end.
        /// </summary>
        /// <value>The default value is null.</value>
        /// <remarks>
        /// Learning is as fast as from memory as long as the system has room to cache the file. Use a local disk,
        /// ideally a fast one.
        /// </remarks>
        public string? DataFolder { get; set; }

        /// <summary>The output column with the value of each action.</summary>
        /// <value>The default value is <c>QValues</c>.</value>
        public string QValuesColumnName { get; set; } = "QValues";

        /// <summary>The output column with the greedy action as a number. It hides a logged action column of the same name.</summary>
        /// <value>The default value is <c>Action</c>.</value>
        public string GreedyActionColumnName { get; set; } = LoggedColumnNames.Default.Action;

        /// <summary>The output column with the greedy action as a key, whose key values are the names of the actions.</summary>
        /// <value>The default value is <c>PredictedAction</c>.</value>
        public string PredictedActionColumnName { get; set; } = "PredictedAction";

        /// <summary>
        /// Optional outputs and inputs of the policy: margins and distributions, which become the columns <c>Margin</c>
        /// and <c>Distribution</c>, and masks, which are read from the column <c>ActionMask</c> if they are required;
        /// null for none.
        /// </summary>
        /// <value>The default value is null.</value>
        public PolicyGraphOptions? Outputs { get; set; }

        /// <summary>
        /// How the transformer runs the policy; null for the defaults with the GPU settings of the context.
        /// </summary>
        /// <value>The default value is null.</value>
        public PolicyOptions? Serving { get; set; }

        /// <summary>The column names of a table.</summary>
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

        /// <summary>The options of reading a table.</summary>
        internal LoggedTableOptions Table => new(ColumnNames, ActionNames, MaxOpenEpisodes, DataMemoryLimit, DataFolder);

        internal PolicyColumns OutputColumns => new()
        {
            State = StateColumnName,
            QValues = QValuesColumnName,
            Action = GreedyActionColumnName,
            PredictedAction = PredictedActionColumnName,
        };

        /// <summary>Returns the settings with another algorithm.</summary>
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
