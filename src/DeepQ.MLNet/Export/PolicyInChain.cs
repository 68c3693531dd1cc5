using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.MLNet.Export;

/// <summary>A policy at its position in a pipeline.</summary>
/// <param name="Before">The steps before it, in order, including those of nested pipelines.</param>
/// <param name="Policy">The policy; the last one if there are several.</param>
internal sealed record PolicyInChain(IReadOnlyList<ITransformer> Before, DeepQTransformer Policy)
{
    /// <summary>The pipeline up to the policy.</summary>
    public ITransformer UpToPolicy => new TransformerChain<ITransformer>([.. Before, Policy]);

    /// <summary>Finds the policy of a model, whatever follows it.</summary>
    /// <exception cref="ArgumentException">The model has no policy.</exception>
    public static PolicyInChain Find(ITransformer model)
    {
        ITransformer[] steps = [.. Flatten(model)];
        int place = Array.FindLastIndex(steps, step => step is DeepQTransformer);
        return place >= 0 ? new(steps[..place], (DeepQTransformer)steps[place]) : throw Missing(steps, nameof(model));
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    private static ArgumentException Missing(ITransformer[] steps, string model)
    {
        string found = steps.Length == 0 ? "no step" : string.Join(", ", steps.Select(step => step.GetType().Name));
        string advice = steps.Any(step => step is OnnxTransformer)
            ? " A pipeline from mlContext.Model.Load has a stock transformer in place of the policy: load it with " +
                "mlContext.ReinforcementLearning.LoadPolicy."
            : "";
        return new($"The model has no policy; it has {found}.{advice}", model);
    }
}
