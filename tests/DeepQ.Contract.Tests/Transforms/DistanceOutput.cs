using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class DistanceOutput
{
    public float Distance { get; set; }

    [VectorType(2)]
    public float[] Pair { get; set; }
}
