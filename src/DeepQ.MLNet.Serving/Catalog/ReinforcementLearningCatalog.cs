using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>
/// Policies of reinforcement learning, found at <c>mlContext.ReinforcementLearning</c>; the package DeepQ.MLNet adds
/// trainers, export and evaluation.
/// </summary>
public sealed class ReinforcementLearningCatalog
{
    internal ReinforcementLearningCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
    }

    /// <summary>The context that the catalog was taken from, for those who extend the catalog.</summary>
    public MLContext Context { get; }

    /// <summary>
    /// Loads a policy for batched scoring from an ONNX file, or from a pipeline that <c>mlContext.Model.Save</c> wrote.
    /// </summary>
    /// <param name="path">
    /// The file: ONNX, of the network alone or with its featurizer, or a zip, of which the steps that make the state come too.
    /// </param>
    /// <param name="columns">
    /// The columns to read and write; null for the names that the model gives its tensors.
    /// </param>
    /// <param name="options">
    /// How to run it; null for the defaults with the GPU settings of the <see cref="MLContext"/>.
    /// </param>
    /// <returns>The policy as a transformer; whoever called disposes it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file holds no policy.</exception>
    /// <exception cref="InvalidOperationException">
    /// A GPU was asked for that cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public DeepQTransformer LoadPolicy(string path, PolicyColumns? columns = null, PolicyOptions? options = null) =>
        DeepQTransformer.Load(Context, path, columns, options);
}
