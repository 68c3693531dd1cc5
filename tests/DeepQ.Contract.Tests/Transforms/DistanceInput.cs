using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class DistanceInput
{
    public float Position { get; set; }

    [VectorType(3)]
    public float[] Sensors { get; set; }
}
