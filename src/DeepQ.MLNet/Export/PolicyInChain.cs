using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.MLNet.Export;

/// <summary>A policy where it stands in a pipeline.</summary>
/// <param name="Before">The steps before it, in their order; those of pipelines within the pipeline too.</param>
/// <param name="Policy">The policy, the last one where there are several.</param>
internal sealed record PolicyInChain(IReadOnlyList<ITransformer> Before, DeepQTransformer Policy)
{
    /// <summary>The pipeline up to the policy.</summary>
    public ITransformer UpToPolicy => new TransformerChain<ITransformer>([.. Before, Policy]);

    /// <summary>Finds the policy of a model, whatever comes after it.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
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
            ? " A pipeline that mlContext.Model.Load gave has a stock transformer in the policy's place: load it with " +
                "mlContext.ReinforcementLearning.LoadPolicy."
            : "";
        return new($"The model has no policy; it has {found}.{advice}", model);
    }
}
