namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>Which operators a model may use.</summary>
public enum OnnxProfile
{
    /// <summary>
    /// What Q-networks are made of: operators on floating-point numbers, shapes, comparisons and the greedy choice. Whole
    /// numbers are never divided, there is no text, and nothing is random.
    /// </summary>
    Policy,

    /// <summary>What the featurizers of an ML.NET pipeline need besides: text, categories, scaling and lookups.</summary>
    Pipeline,
}
