using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Evaluation;
using DeepQ.MLNet.Export;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

/// <summary>Adds the evaluation of policies on logged data to <c>mlContext.ReinforcementLearning</c>.</summary>
public static class EvaluationExtensions
{
    /// <param name="catalog">The catalog, <c>mlContext.ReinforcementLearning</c>.</param>
    extension(ReinforcementLearningCatalog catalog)
    {
        /// <summary>
        /// Estimates the value of a policy from data that another policy logged, without letting it act; see
        /// <see cref="OffPolicyOptions"/> for the settings.
        /// </summary>
        /// <param name="data">
        /// The table, as for a trainer. Values require its column of episodes; its column of propensities improves
        /// them.
        /// </param>
        /// <param name="model">The policy.</param>
        /// <param name="columns">
        /// The columns of the table, as for the trainer; null for the columns of the model's training, which the model
        /// stores.
        /// </param>
        /// <param name="options">The settings; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the evaluation.</param>
        /// <returns>Estimates with intervals, and warnings about unreliable ones.</returns>
        /// <exception cref="ArgumentException">
        /// A column is missing or has the wrong type, a value cannot be used, the policy has other states or actions, or a
        /// setting is out of range; the message says which.
        /// </exception>
        /// <exception cref="TrainingDivergedException">A fit diverged.</exception>
        /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
        public PolicyMetrics Evaluate(
            IDataView data,
            DeepQTransformer model,
            DeepQTrainer.Options? columns = null,
            OffPolicyOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(data);
            ArgumentNullException.ThrowIfNull(model);
            options ??= new();
            options.Validate();
            IHost host = ((IHostEnvironment)catalog.Context).Register(nameof(Evaluate));
            using IChannel channel = host.Start(nameof(Evaluate));
            return ModelEvaluation.Run(
                data, model, columns ?? new(), options, Generator(host, options), channel, cancellationToken);
        }

        /// <summary>
        /// Like the other overload, for a pipeline: the steps before the policy create the table it is evaluated on,
        /// and the steps after it are ignored.
        /// </summary>
        /// <inheritdoc cref="extension(ReinforcementLearningCatalog).Evaluate(IDataView, DeepQTransformer, DeepQTrainer.Options?, OffPolicyOptions?, CancellationToken)"/>
        public PolicyMetrics Evaluate(
            IDataView data,
            ITransformer model,
            DeepQTrainer.Options? columns = null,
            OffPolicyOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(data);
            ArgumentNullException.ThrowIfNull(model);
            PolicyInChain found = PolicyInChain.Find(model);
            IDataView prepared = found.Before.Aggregate(data, (table, step) => step.Transform(table));
            return catalog.Evaluate(prepared, found.Policy, columns, options, cancellationToken);
        }

        /// <summary>Like the other overloads, for a pipeline that ends with the policy.</summary>
        /// <inheritdoc cref="extension(ReinforcementLearningCatalog).Evaluate(IDataView, DeepQTransformer, DeepQTrainer.Options?, OffPolicyOptions?, CancellationToken)"/>
        public PolicyMetrics Evaluate(
            IDataView data,
            TransformerChain<DeepQTransformer> model,
            DeepQTrainer.Options? columns = null,
            OffPolicyOptions? options = null,
            CancellationToken cancellationToken = default) =>
            catalog.Evaluate(data, (ITransformer)model, columns, options, cancellationToken);

        /// <summary>
        /// Trains once per fold, each time on the episodes of all other folds, and evaluates the policy on its own
        /// fold.
        /// </summary>
        /// <param name="data">The table; it has a column of episodes.</param>
        /// <param name="trainer">
        /// The trainer. A featurizer is fitted for each fold, to the training episodes.
        /// </param>
        /// <param name="folds">The number of folds, at least 2.</param>
        /// <param name="options">The settings of the estimates; null for the defaults.</param>
        /// <param name="cancellationToken">Cancels the evaluation.</param>
        /// <returns>The estimates of each fold.</returns>
        /// <inheritdoc cref="extension(ReinforcementLearningCatalog).Evaluate(IDataView, DeepQTransformer, DeepQTrainer.Options?, OffPolicyOptions?, CancellationToken)" path="/exception"/>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is less than 2.</exception>
        public IReadOnlyList<PolicyMetrics> CrossValidate(
            IDataView data,
            DeepQTrainer trainer,
            int folds = 5,
            OffPolicyOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(data);
            ArgumentNullException.ThrowIfNull(trainer);
            ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
            options ??= new();
            options.Validate();
            IHost host = ((IHostEnvironment)catalog.Context).Register(nameof(CrossValidate));
            return trainer.CrossValidate(data, folds, options, Generator(host, options), cancellationToken);
        }
    }

    private static Xoshiro256 Generator(IHost host, OffPolicyOptions options) =>
        new(options.Seed ?? (uint)host.Rand.Next());
}
