namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>The operators that a model may use.</summary>
public enum OnnxProfile
{
    /// <summary>
    /// The operators of Q-networks: floating-point numbers, shapes, comparisons and the greedy choice. Integers are
    /// never divided, there is no text, and nothing is random.
    /// </summary>
    Policy,

    /// <summary>Additionally the operators of ML.NET featurizers: text, categories, scaling and lookups.</summary>
    Pipeline,
}
