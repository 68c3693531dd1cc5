using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>
/// Policies of reinforcement learning, available as <c>mlContext.ReinforcementLearning</c>; the package DeepQ.MLNet
/// adds trainers, export and evaluation.
/// </summary>
public sealed class ReinforcementLearningCatalog
{
    internal ReinforcementLearningCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
    }

    /// <summary>The context of the catalog, for extensions of the catalog.</summary>
    public MLContext Context { get; }

    /// <summary>
    /// Loads a policy for batched scoring from an ONNX file, or from a pipeline that <c>mlContext.Model.Save</c> wrote.
    /// </summary>
    /// <param name="path">
    /// The file: ONNX, of the network alone or with its featurizer, or a zip, from which the steps that make the state
    /// are also loaded.
    /// </param>
    /// <param name="columns">
    /// The columns to read and write; null for the names of the model's tensors.
    /// </param>
    /// <param name="options">
    /// How to run it; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The policy as a transformer, which the caller disposes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file does not contain a policy.</exception>
    /// <exception cref="InvalidOperationException">
    /// A requested GPU cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public DeepQTransformer LoadPolicy(string path, PolicyColumns? columns = null, PolicyOptions? options = null) =>
        DeepQTransformer.Load(Context, path, columns, options);
}
