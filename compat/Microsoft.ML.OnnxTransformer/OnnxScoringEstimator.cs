using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores an ONNX model; there is nothing to learn.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxOptions options, byte[] modelBytes)
        : this(env.Register(nameof(OnnxTransformer)), options, modelBytes)
    {
    }

    private OnnxScoringEstimator(IHost host, OnnxOptions options, byte[] modelBytes)
        : base(host, new OnnxTransformer(host, options, modelBytes))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Transformer.GetOutputShape(inputSchema);
    }
}
